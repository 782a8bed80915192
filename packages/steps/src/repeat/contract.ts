import { expressionFault, type KindContract, type Step } from '@eddy/workflow'
import { z } from 'zod'

function problems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  const faults = (['until', 'converged'] as const).flatMap((key) => {
    const text = config[key]
    const fault = typeof text === 'string' ? expressionFault(text) : undefined
    return fault ? [{ path: `/config/${key}`, message: `"${key}" is no valid expression: ${fault.message}` }] : []
  })
  return config['maxRounds'] === undefined ? [...faults, { path: '/config', message: 'A repeat needs a limit. Say in maxRounds how many rounds it may take at most.' }] : faults
}

export const repeatContract: KindContract = {
  kind: 'repeat',
  title: 'Repeat',
  summary: 'Runs its steps again and again until a condition is true.',
  docs: [
    'Runs its steps, then asks: *until* (JSONata over `{ value, previous, round }`) or *converged* (over `{ current, previous }`, from the second round on). What `$boolean` of JSONata calls true ends it, as in any condition. While neither is true another round follows. The source *element* of the repeat is `{ round, previous }`: the number of the round, from 0, and the value of the one before. Its value is that of the last round.',
    '',
    'Errors: `ROUNDS_EXCEEDED` when a condition has not become true within its rounds; without a condition it just runs so many rounds. `EXPRESSION_ERROR`.',
  ].join('\n'),
  icon: 'repeat',
  group: 'logic',
  keywords: ['loop', 'until', 'while', 'do', 'poll', 'converge', 'iterate', 'again'],
  config: z.strictObject({
    until: z.string().optional().meta({ title: 'Until', ui: 'expression' }).describe('JSONata over { value, previous, round }; true ends it.'),
    converged: z.string().optional().meta({ title: 'Converged', ui: 'expression' }).describe('JSONata over { current, previous }, the values of the last two rounds; true ends it.'),
    maxRounds: z.int().min(1).max(100_000).optional().meta({ title: 'Rounds at most' }).describe('The limit; every repeat needs one.'),
    initial: z.json().optional().meta({ title: 'Begins with' }).describe('What the first round gets as the value before; the argument `initial` goes before it.'),
    onFailure: z.enum(['rollback', 'contain']).default('rollback').optional().meta({ title: 'When a step inside fails' }).describe('rollback: the whole run. contain: only the round, then the repeat decides.'),
  }),
  container: 'steps',
  iterates: 'rounds',
  effects: [],
  idempotent: true,
  native: true,
  check: problems,
  examples: [
    {
      title: 'Halve until small',
      step: { name: 'halve', kind: 'repeat', config: { until: 'value < 1', maxRounds: 20, initial: 100 }, steps: [{ name: 'half', kind: 'expression', config: { expr: 'at.previous / 2' }, arguments: [{ name: 'at', from: { element: 'halve' } }] }] },
    },
  ],
  fake: () => null,
}
