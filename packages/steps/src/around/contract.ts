import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { breakerFields, cacheFields, claimFields, concurrencyFields, keyProblems, lockFields, rateFields } from './gate-fields.ts'

const GATES = ['claim', 'lock', 'concurrency', 'rate', 'breaker', 'cache'] as const

export const aroundContract: KindContract = {
  kind: 'around',
  title: 'Around',
  summary: 'Puts retries, a time limit, locks and limits around its steps.',
  docs: [
    'Runs its inner steps as one: when one fails, only they are rolled back; then the retry, the error rules and the handler of the *around* decide. Its value is that of its return step. Its time limit (`timeout`) stops and rolls back what is inside.',
    '',
    'In this order it can enter, and holds until it ends however it ends: a **claim** (the run is the only one; another is refused at once, the steps of the run itself are not), a **concurrency** key (so many at once), a **lock** (one at a time), a **rate** limit, a circuit **breaker**, a **cache** (a fresh value spares the run of the steps). All are shared by the runs of a host; claims, keys, locks and rate limits by those of all servers that share a PostgreSQL, where what a run holds stays its own whichever of them has it in hand. For claims that people see there is the step `claim`.',
    '',
    'Errors: `LOCKED` (not free within its wait, or claimed by another run), `RATE_LIMITED`, `CIRCUIT_OPEN`, all of which may be tried again; `GATE_ERROR` when a key cannot be evaluated; `NO_GATES` where the host keeps none; `STEP_TIMEOUT`. Without a longest wait, a lock or concurrency key is waited for as long as it takes.',
  ].join('\n'),
  icon: 'shield',
  group: 'child',
  keywords: ['retry', 'timeout', 'lock', 'mutex', 'claim', 'circuit breaker', 'rate limit', 'throttle', 'cache', 'concurrency', 'protect', 'transaction'],
  config: z.strictObject({
    claim: z.strictObject(claimFields).optional().meta({ title: 'Claim' }).describe('This run and no other.'),
    concurrency: z.strictObject(concurrencyFields).optional().meta({ title: 'Concurrency' }).describe('So many at once over all runs.'),
    lock: z.strictObject(lockFields).optional().meta({ title: 'Lock' }).describe('One at a time over all runs.'),
    rate: z.strictObject(rateFields).optional().meta({ title: 'Rate limit' }).describe('So many in each period.'),
    breaker: z.strictObject(breakerFields).optional().meta({ title: 'Circuit breaker' }).describe('Refuses at once while what is inside keeps failing.'),
    cache: z.strictObject(cacheFields).optional().meta({ title: 'Cache' }).describe('A fresh value spares running the steps.'),
  }),
  container: 'steps',
  effects: [],
  idempotent: true,
  native: true,
  check: ({ config = {} }) => GATES.flatMap((gate) => keyProblems(config[gate], `/config/${gate}`)),
  examples: [
    {
      title: 'One change of an account at a time',
      step: {
        name: 'transfer', kind: 'around', retry: { max: 2 }, timeout: 'PT30S', arguments: [{ name: 'account', from: { value: 'A-1' } }],
        config: { lock: { name: 'account', key: 'account', wait: 'PT10S' }, breaker: { name: 'bank', failures: 3 } },
        steps: [{ name: 'book', kind: 'debug' }],
      },
    },
  ],
  fake: () => null,
}
