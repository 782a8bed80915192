import { z } from 'zod'
import { expressionFault, type KindContract, type Step } from '@eddy/workflow'

/** `before` is over the arguments, as the catalogue's expressions are; `after` is over more. */
function problems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  const { after } = config
  const fault = typeof after === 'string' ? expressionFault(after) : undefined
  return fault ? [{ path: '/config/after', message: `"after" is no valid expression: ${fault.message}` }] : []
}

export const groupContract: KindContract = {
  kind: 'group',
  title: 'Group',
  summary: 'Steps that belong together.',
  docs: 'Runs its inner steps; its value is that of its return step. With *contain*, a failure inside rolls back only the group; then its own error rules, handler and retry decide.\n\n*Before* its steps it can make something of its arguments, which they take with the source *element*; *after* them it can make its value of theirs. Where *after* fails, the group has failed with its steps done: the run undoes them unless an error rule goes on.\n\nErrors: those of its steps, `EXPRESSION_ERROR`.',
  icon: 'group',
  group: 'child',
  keywords: ['scope', 'block', 'transaction', 'contain'],
  config: z.strictObject({
    onFailure: z.enum(['rollback', 'contain']).default('rollback').optional().meta({ title: 'When a step inside fails' }).describe('rollback: the whole run. contain: only this group, then the group decides.'),
    before: z.string().min(1).optional().meta({ title: 'Before', ui: 'expression' }).describe('JSONata over the arguments; its steps take what it gives with the source element.'),
    after: z.string().min(1).optional().meta({ title: 'After', ui: 'expression' }).describe('JSONata over { value, before, arguments }; what it gives is the value of the group.'),
  }),
  expressions: ['before'],
  iterates: 'once',
  check: problems,
  container: 'steps',
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    { title: 'Steps that belong together', step: { name: 'booking', kind: 'group', steps: [{ name: 'look', kind: 'debug' }] } },
    {
      title: 'With something to begin with, and a value of its own',
      step: {
        name: 'order',
        kind: 'group',
        config: { before: '{ "net": amount * 100 }', after: '{ "net": before.net, "gross": value }' },
        arguments: [{ name: 'amount', from: { value: 12 } }],
        steps: [{ name: 'tax', kind: 'expression', config: { expr: 'order.net * 1.2' }, arguments: [{ name: 'order', from: { element: 'order' } }] }],
      },
    },
    { title: 'Try as a whole', step: { name: 'booking', kind: 'group', config: { onFailure: 'contain' }, retry: { max: 2 }, steps: [{ name: 'look', kind: 'debug' }] } },
  ],
  fake: () => null,
}
