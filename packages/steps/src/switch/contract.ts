import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const switchContract: KindContract = {
  kind: 'switch',
  title: 'Switch',
  summary: 'Takes one of several branches.',
  docs: 'The first branch whose condition over the arguments is true runs; one without a condition is the default. Its value is that of the branch\'s return step, `null` when no branch matches. As everywhere in JSONata, a number other than 0, a text that is not empty and a list or object with something in it count as true.\n\nErrors: `EXPRESSION_ERROR` when a condition cannot be evaluated.',
  icon: 'split',
  group: 'logic',
  keywords: ['if', 'else', 'condition', 'branch', 'case', 'choice'],
  config: z.strictObject({}),
  container: 'branches',
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    {
      title: 'Large orders',
      step: { name: 'size', kind: 'switch', arguments: [{ name: 'amount', from: { value: 1200 } }], branches: [{ name: 'large', when: 'amount > 1000', steps: [{ name: 'review', kind: 'debug' }] }, { name: 'other', steps: [{ name: 'pass', kind: 'debug' }] }] },
    },
  ],
  fake: () => null,
}
