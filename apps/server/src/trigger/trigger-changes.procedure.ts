import { setTimeout as sleep } from 'node:timers/promises'
import { procedure } from '../trpc/init.ts'
import { hostOf } from './host-of.ts'

/** A burst of firings is told once. */
const BATCH_MS = 100

/** The triggers that were made, changed, fired or removed. */
export const triggerChanges = procedure.subscription(async function* ({ ctx, signal }) {
  const ending = signal ?? new AbortController().signal
  const changes = hostOf(ctx).changes(ending)
  while (!ending.aborted) {
    const changed = await changes.next()
    if (changed.length > 0) yield [...new Set(changed.map(({ triggerId }) => triggerId))]
    await sleep(BATCH_MS, undefined, { signal: ending }).catch(() => undefined)
  }
})
