import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const mapContract: KindContract = {
  kind: 'map',
  title: 'For each',
  summary: 'Runs its steps for every element of a list.',
  docs: [
    'The list or stream is its argument `source` (or its only argument). Inner steps take the element with the source *element*. Its value is the list of the inner return values, or what `gather` says.',
    '',
    'A stream (of `file.read_stream` or `http.stream`) is read no further ahead than the elements in work; with a `gather` that keeps no list, one of any length runs in the same memory.',
    '',
    'Under *collect* the error of a failed element stands in its place as `{ error }`. With *none* its value is `null`. Without a limit of its own, `batchSize` elements are in work at once, and never more steps than the workflow allows.',
    '',
    'Errors: those of its steps, and after too many failures that of the last; `ARGUMENT_ERROR` when its source is neither a list nor a stream; `NOT_A_NUMBER` when there is no sum, least or greatest of the results; `STREAM_FAILED` when a stream breaks off.',
  ].join('\n'),
  icon: 'repeat-2',
  group: 'logic',
  keywords: ['loop', 'each', 'list', 'iterate', 'fan out', 'batch'],
  config: z.strictObject({
    concurrency: z.int().min(1).max(10_000).optional().meta({ title: 'At once' }).describe('Elements in work at the same time.'),
    batchSize: z.int().min(1).max(10_000).default(100).optional().meta({ title: 'Window' }).describe('Elements opened ahead when nothing else limits them.'),
    ordered: z.boolean().default(true).optional().meta({ title: 'Keep the order' }).describe('Results in the order of the list; otherwise as they come.'),
    onElementError: z.enum(['fail', 'collect', 'skip', 'dead_letter']).default('fail').optional().meta({ title: 'When an element fails' }).describe('fail: the map fails. collect: its error stands in its place. skip: it is left out. dead_letter: it is put aside, and the value is { results, deadLetters: [{ index, element, error }] }.'),
    gather: z.enum(['list', 'count', 'sum', 'min', 'max', 'last', 'none']).default('list').optional().meta({ title: 'Gather' }).describe('What becomes of the results: a list, or their count, sum, least, greatest or last, or nothing.'),
    maxFailures: z.int().min(1).optional().meta({ title: 'Failures allowed' }).describe('More than this many failed elements fail the map.'),
  }),
  container: 'steps',
  iterates: true,
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    {
      title: 'Double each',
      step: { name: 'each', kind: 'map', arguments: [{ name: 'source', from: { value: [1, 2, 3] } }], steps: [{ name: 'double', kind: 'expression', config: { expr: 'x * 2' }, arguments: [{ name: 'x', from: { element: 'each' } }] }] },
    },
  ],
  fake: () => [],
}
