import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../text/check-texts.ts'

export const failContract: KindContract = {
  kind: 'fail',
  title: 'Fail',
  summary: 'Fails on purpose.',
  docs: 'Ends in an error with the given message, so that the run rolls back. For guards, for branches that must not be taken, and to rehearse a failure.\n\nErrors: its own `code`, `FAILED` when left out.',
  icon: 'octagon-x',
  group: 'logic',
  keywords: ['error', 'throw', 'abort', 'stop'],
  config: z.strictObject({
    message: z.string().min(1).meta({ title: 'Message', ui: 'template-lines' }).describe('What went wrong; may hold {{ expressions }} over the arguments.'),
    code: z.string().regex(/^[A-Z][A-Z0-9_]*$/).optional().meta({ title: 'Code' }).describe('A stable code in upper case, such as OUT_OF_STOCK.'),
    retryable: z.boolean().optional().meta({ title: 'May be retried' }).describe('Whether the step\'s retry applies; no when left out.'),
  }),
  effects: [],
  idempotent: true,
  check: checkTexts('message'),
  examples: [{ title: 'Out of stock', step: { name: 'out_of_stock', kind: 'fail', config: { message: 'No more {{ item }}', code: 'OUT_OF_STOCK' }, arguments: [{ name: 'item', from: { value: 'chairs' } }] } }],
  fake: () => null,
}
