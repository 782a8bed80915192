import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const switchContract: KindContract = {
  kind: 'switch',
  title: 'Switch',
  summary: 'Takes one of several branches.',
  docs: 'The first branch whose condition over the arguments is true runs; one without a condition is the default. Its value is that of the branch\'s return step, `null` when no branch matches.',
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
