import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { durationField } from '../text/duration-field.ts'

export const waitSignalContract: KindContract = {
  kind: 'wait.signal',
  title: 'Wait for a signal',
  summary: 'Waits until something outside says so.',
  docs: 'Waits for a signal of its name, and of its correlation where it has one. A signal that came early is kept for it; exactly one waiter gets it. Its value is the payload. A payload that does not fit the schema is refused, and the wait goes on.\n\nErrors: `SIGNAL_TIMEOUT`.',
  icon: 'radio',
  group: 'wait',
  keywords: ['event', 'callback', 'approval', 'message', 'resume'],
  config: z.strictObject({
    name: z.string().min(1).meta({ title: 'Signal' }).describe('The signal\'s name.'),
    correlation: z.string().optional().meta({ title: 'Correlation', ui: 'expression' }).describe('JSONata over the arguments; only a signal with this correlation is taken.'),
    timeout: durationField().optional().meta({ title: 'Time limit' }).describe('An ISO 8601 duration; passing it fails with SIGNAL_TIMEOUT.'),
    schema: z.record(z.string(), z.json()).optional().meta({ title: 'Payload schema' }).describe('A JSON Schema of the payload.'),
  }),
  expressions: ['correlation'],
  effects: [],
  idempotent: true,
  native: true,
  examples: [{ title: 'Payment arrived', step: { name: 'paid', kind: 'wait.signal', config: { name: 'payment', correlation: 'order', timeout: 'PT1H' }, arguments: [{ name: 'order', from: { value: 'A-1' } }] } }],
  fake: () => null,
}
