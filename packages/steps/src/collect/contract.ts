import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const collectContract: KindContract = {
  kind: 'collect',
  title: 'Collect',
  summary: 'Gathers several results in one object.',
  docs: 'Waits for all its arguments; its value is the arguments object, or what the expression makes of it.\n\nErrors: `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  icon: 'combine',
  group: 'logic',
  keywords: ['join', 'merge', 'gather', 'fan in'],
  config: z.strictObject({ expr: z.string().min(1).optional().meta({ title: 'Expression', ui: 'expression' }).describe('JSONata over the arguments; the arguments object when left out.') }),
  expressions: ['expr'],
  effects: [],
  idempotent: true,
  examples: [{ title: 'Two results', step: { name: 'both', kind: 'collect', arguments: [{ name: 'a', from: { value: 1 } }, { name: 'b', from: { value: 2 } }] } }],
  fake: (_step, args) => args,
}
