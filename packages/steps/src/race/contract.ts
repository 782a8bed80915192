import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'

export const raceContract: KindContract = {
  kind: 'race',
  title: 'Race',
  summary: 'Runs several branches at once and takes the first success.',
  docs: 'All branches start together. The value of the first that succeeds is the value of the race; the others are stopped, and what they have done is undone before the race ends. A branch that fails is rolled back and out. Steps inside have the number of their branch in their path: `quote[0].ask_first`.\n\nErrors: `RACE_FAILED` when all branches have failed, with each error in its details.',
  icon: 'flag',
  group: 'logic',
  keywords: ['first', 'any', 'fastest', 'hedge', 'fallback', 'parallel'],
  config: z.strictObject({}),
  container: 'branches',
  races: true,
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    {
      title: 'The faster of two services',
      step: { name: 'quote', kind: 'race', branches: [{ name: 'first', steps: [{ name: 'ask_first', kind: 'debug' }] }, { name: 'second', steps: [{ name: 'ask_second', kind: 'debug' }] }] },
    },
  ],
  fake: () => null,
}
