import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'

export const reduceContract: KindContract = {
  kind: 'reduce',
  title: 'Reduce',
  summary: 'Folds a list or a stream into one value, element by element.',
  docs: [
    'The list or stream is its argument `source` (or its only argument). Its steps run for one element after the other; the source *element* of the reduce is `{ element, accumulator, index }`, where the accumulator is the value of the round before. The value of its return step is the next accumulator; the last is the value of the reduce, the initial one when there is no element.',
    '',
    'Nothing is kept but the accumulator: a stream of any length is folded in the same memory.',
    '',
    'With *dead_letter* its value is `{ results, deadLetters }`, where `results` is the accumulator.',
    '',
    'Errors: those of its steps; `ARGUMENT_ERROR` when its source is neither a list nor a stream; `STREAM_FAILED` when a stream breaks off.',
  ].join('\n'),
  icon: 'sigma',
  group: 'logic',
  keywords: ['fold', 'accumulate', 'aggregate', 'sum', 'total', 'collect'],
  config: z.strictObject({
    initial: z.json().optional().meta({ title: 'Begins with' }).describe('The accumulator of the first element; the argument `initial` goes before it.'),
    onElementError: z.enum(['fail', 'skip', 'dead_letter']).default('fail').optional().meta({ title: 'When an element fails' }).describe('fail: the reduce fails. skip: it goes on with the accumulator as it was. dead_letter: so too, and the value is { results, deadLetters }.'),
    maxFailures: z.int().min(1).optional().meta({ title: 'Failures allowed' }).describe('More than this many failed elements fail the reduce.'),
  }),
  container: 'steps',
  iterates: true,
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    {
      title: 'Add up',
      step: { name: 'total', kind: 'reduce', config: { initial: 0 }, arguments: [{ name: 'source', from: { value: [1, 2, 3] } }], steps: [{ name: 'add', kind: 'expression', config: { expr: 'at.accumulator + at.element' }, arguments: [{ name: 'at', from: { element: 'total' } }] }] },
    },
  ],
  fake: (step) => step.config?.['initial'] ?? null,
}
