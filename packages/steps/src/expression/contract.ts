import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const expressionContract: KindContract = {
  kind: 'expression',
  title: 'Expression',
  summary: 'Computes a value from its arguments.',
  docs: 'A JSONata expression over the arguments object. Its result is the step\'s value; nothing is `null`.\n\nErrors: `EXPRESSION_ERROR` when it cannot be evaluated, `EXPRESSION_TIMEOUT` when it takes longer than a second.',
  icon: 'sigma',
  group: 'logic',
  keywords: ['jsonata', 'compute', 'formula', 'transform', 'set'],
  config: z.strictObject({ expr: z.string().min(1).meta({ title: 'Expression', ui: 'expression' }).describe('JSONata over the arguments, for example `price * quantity`.') }),
  expressions: ['expr'],
  effects: [],
  idempotent: true,
  examples: [{ title: 'A total', step: { name: 'total', kind: 'expression', config: { expr: 'price * quantity' }, arguments: [{ name: 'price', from: { value: 12.5 } }, { name: 'quantity', from: { value: 4 } }] } }],
  fake: () => null,
}
