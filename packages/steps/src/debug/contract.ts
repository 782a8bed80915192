import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const debugContract: KindContract = {
  kind: 'debug',
  title: 'Debug',
  summary: 'Shows its arguments in the log.',
  docs: 'Writes its arguments to the step\'s log and passes them on: its value is the arguments object.',
  icon: 'bug',
  group: 'logic',
  keywords: ['log', 'print', 'inspect'],
  config: z.strictObject({ label: z.string().optional().meta({ title: 'Label' }).describe('Stands before the arguments in the log.') }),
  result: { type: 'object' },
  effects: [],
  idempotent: true,
  examples: [{ title: 'Look at an order', step: { name: 'look', kind: 'debug', config: { label: 'order' }, arguments: [{ name: 'order', from: { value: { id: 1 } } }] } }],
  fake: (_step, args) => args,
}
