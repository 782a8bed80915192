import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const logContract: KindContract = {
  kind: 'log',
  title: 'Log',
  summary: 'Writes a line to the step\'s log.',
  docs: 'A line with `{{ expressions }}` over the arguments, of the given level; the step\'s log keeps its first 10,000 characters. Its value is the whole line. The values of secrets are shown as `•••`.\n\nErrors: `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  icon: 'scroll-text',
  group: 'action',
  keywords: ['print', 'trace', 'message', 'record', 'write'],
  config: z.strictObject({
    level: z.enum(['debug', 'info', 'warn', 'error']).default('info').optional().meta({ title: 'Level' }).describe('How much the line matters; info when left out.'),
    message: z.string().min(1).meta({ title: 'Message', ui: 'template-lines' }).describe('May hold {{ expressions }} over the arguments.'),
  }),
  result: { type: 'string' },
  effects: [],
  idempotent: true,
  check: checkTexts('message'),
  examples: [{ title: 'A low stock', step: { name: 'low_stock', kind: 'log', config: { level: 'warn', message: 'Only {{ left }} chairs are left' }, arguments: [{ name: 'left', from: { value: 3 } }] } }],
  fake: (step) => configText(step, 'message'),
}
