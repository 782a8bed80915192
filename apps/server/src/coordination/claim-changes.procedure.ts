import { setTimeout as sleep } from 'node:timers/promises'
import { procedure } from '../trpc/init.ts'

/** Many claims that change at once are told once. */
const BATCH_MS = 100

/** Says when claims of this server's runs have come or gone. Those that run out are known by their time. */
export const claimChanges = procedure.subscription(async function* ({ ctx, signal }) {
  const ending = signal ?? new AbortController().signal
  const changes = ctx.claims?.changes(ending)
  while (changes && !ending.aborted) {
    if ((await changes.next()).length > 0) yield { changed: true }
    await sleep(BATCH_MS, undefined, { signal: ending }).catch(() => undefined)
  }
})
