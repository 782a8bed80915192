import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { configText } from '../text/config-text.ts'
import { checkTexts } from '../text/check-texts.ts'

export const templateContract: KindContract = {
  kind: 'template',
  title: 'Text',
  summary: 'Makes a text from its arguments.',
  docs: 'A text with `{{ expressions }}` over the arguments. Texts are put in as they are, nothing for `null`, other values as JSON.\n\nErrors: `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  icon: 'text-quote',
  group: 'logic',
  keywords: ['template', 'text', 'string', 'message', 'format'],
  config: z.strictObject({ template: z.string().meta({ title: 'Text', ui: 'template-lines' }).describe('For example: Dear {{ customer }}, your order {{ order.id }} is on its way.') }),
  result: { type: 'string' },
  effects: [],
  idempotent: true,
  check: checkTexts('template'),
  examples: [{ title: 'A greeting', step: { name: 'greeting', kind: 'template', config: { template: 'Hello {{ name }}' }, arguments: [{ name: 'name', from: { value: 'Ada' } }] } }],
  fake: (step) => configText(step, 'template'),
}
