import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { keyProblems, lockFields } from '../around/gate-fields.ts'

export const lockContract: KindContract = {
  kind: 'lock',
  title: 'Lock',
  summary: 'Lets one run at a time into its steps.',
  docs: 'Runs its inner steps while it holds the lock of its name and key; others wait, in the order of their coming. The lock is free again when the steps have ended, whether well, badly or cancelled. A failure inside rolls back only what is inside; then its own retry and error rules decide.\n\nWithout a longest wait it waits as long as it takes.\n\nErrors: `LOCKED` when it was not free within its longest wait, `GATE_ERROR` when the key cannot be evaluated, `NO_GATES` where the host keeps no locks.',
  icon: 'lock',
  group: 'child',
  keywords: ['mutex', 'exclusive', 'critical section', 'semaphore'],
  config: z.strictObject(lockFields),
  container: 'steps',
  effects: [],
  idempotent: true,
  native: true,
  check: (step) => keyProblems(step.config, '/config'),
  examples: [{ title: 'One booking of a room at a time', step: { name: 'room', kind: 'lock', config: { name: 'room', key: 'id', wait: 'PT30S' }, arguments: [{ name: 'id', from: { value: 7 } }], steps: [{ name: 'book', kind: 'debug' }] } }],
  fake: () => null,
}
