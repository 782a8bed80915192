import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../../text/check-texts.ts'

export const fileReadStreamConfig = z.strictObject({
  path: z.string().min(1).meta({ title: 'Path', ui: 'template' }).describe('Relative to the workspace folder; may hold {{ expressions }} over the arguments.'),
  format: z.enum(['ndjson', 'lines']).default('lines').optional().meta({ title: 'Format' }).describe('lines: the lines as texts. ndjson: a JSON value in each line.'),
})

export const fileReadStreamContract: KindContract = {
  kind: 'file.read_stream',
  title: 'Read a file line by line',
  summary: 'Gives the lines of a file of any size to a map or reduce.',
  docs: 'Its value stands for the file\'s lines; a *map* or *reduce* that takes it as `source` reads them, no further ahead than its window. A run that is taken up again passes over the lines that it has had. A line may have 1 MB.\n\nErrors: `NO_WORKSPACE`, `PATH_OUTSIDE_WORKSPACE`, `FILE_NOT_FOUND`, `NOT_A_FILE`; the reader fails with `STREAM_FAILED`.',
  icon: 'file-text',
  group: 'action',
  keywords: ['lines', 'ndjson', 'jsonl', 'csv', 'stream', 'large', 'read'],
  config: fileReadStreamConfig,
  result: { type: 'object', properties: { $stream: { const: 'file' } }, required: ['$stream'] },
  effects: [],
  idempotent: true,
  check: checkTexts('path'),
  examples: [{ title: 'Each line of a list', step: { name: 'lines', kind: 'file.read_stream', config: { path: 'list.txt' } } }],
  fake: () => [],
}
