import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { cacheFields, keyProblems } from '../around/gate-fields.ts'

export const cacheContract: KindContract = {
  kind: 'cache',
  title: 'Cache',
  summary: 'Runs its steps only when it has no fresh value.',
  docs: 'Its value is that of its return step, or the one kept from an earlier run with the same name and key while that is fresh. Runs that come while one is making the value wait for it. Only successes are kept, and nothing of them is undone for whoever gets a kept value: put steps inside that read.\n\nErrors: `GATE_ERROR` when the key cannot be evaluated, `NO_GATES` where the host keeps no cache.',
  icon: 'archive',
  group: 'child',
  keywords: ['memoize', 'remember', 'ttl', 'reuse'],
  config: z.strictObject(cacheFields),
  container: 'steps',
  effects: [],
  idempotent: true,
  native: true,
  check: (step) => [
    ...keyProblems(step.config, '/config'),
    ...((step.arguments?.length ?? 0) > 0 && step.config?.['key'] === undefined ? [{ path: '/config', message: 'It has arguments but no key, so that every run gets the same kept value. Name what tells them apart in its key.', severity: 'warning' as const }] : []),
  ],
  examples: [{ title: 'Exchange rates for an hour', step: { name: 'rates', kind: 'cache', config: { name: 'rates', key: 'currency', ttl: 'PT1H' }, arguments: [{ name: 'currency', from: { value: 'EUR' } }], steps: [{ name: 'fetch', kind: 'debug' }] } }],
  fake: () => null,
}
