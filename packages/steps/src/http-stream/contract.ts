import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'

export const httpStreamConfig = z.strictObject({
  url: z.string().min(1).meta({ title: 'URL', ui: 'template' }).describe('Where the stream is read; may hold {{ expressions }} over the arguments.'),
  headers: z.record(z.string(), z.string().meta({ ui: 'template' })).optional().meta({ title: 'Headers' }).describe('Kept in the run\'s log: no secrets. Values may hold {{ expressions }}.'),
  format: z.enum(['ndjson', 'lines']).default('ndjson').optional().meta({ title: 'Format' }).describe('ndjson: a JSON value in each line. lines: the lines as texts.'),
})

export const httpStreamContract: KindContract = {
  kind: 'http.stream',
  title: 'HTTP stream',
  summary: 'Reads a web response line by line.',
  docs: [
    'Its value stands for a stream; a *map* or *reduce* that takes it as `source` reads it, line by line, no further ahead than its window. Nothing is requested before that. A run that is taken up again asks anew and passes over the lines that it has had.',
    '',
    'Only hosts on the allow list are reached, as with `http.request`. A line may have 1 MB.',
    '',
    'Errors: `BAD_URL`, `HOST_NOT_ALLOWED`, `SECRET_IN_STREAM` (a reference stands in the log), `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`. That a server cannot be reached, or does not answer well, shows only in the reader, which fails with `STREAM_FAILED`.',
  ].join('\n'),
  icon: 'list-video',
  group: 'action',
  keywords: ['ndjson', 'jsonl', 'lines', 'stream', 'feed', 'large', 'back-pressure'],
  config: httpStreamConfig,
  result: { type: 'object', properties: { $stream: { const: 'http' } }, required: ['$stream'] },
  effects: [],
  idempotent: true,
  check: checkTexts('url', 'headers'),
  examples: [{ title: 'Orders of a day', step: { name: 'orders', kind: 'http.stream', config: { url: 'https://shop.example/orders.ndjson?day={{ day }}' }, arguments: [{ name: 'day', from: { value: '2027-01-31' } }] } }],
  fake: () => [],
}
