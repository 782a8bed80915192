import { setTimeout as sleep } from 'node:timers/promises'
import { procedure } from '../trpc/init.ts'

/** A rollback that fails in many places at once is told once. */
const BATCH_MS = 50

/** How much needs a person: now, and after every change of what is open or noted beside it. */
export const workbenchChanges = procedure.subscription(async function* ({ ctx, signal }) {
  const ending = signal ?? new AbortController().signal
  const changes = ctx.runs.store.openUndos(ending)
  while (!ending.aborted) {
    yield { total: await ctx.db.prisma.openUndo.count() }
    await changes.next()
    await sleep(BATCH_MS, undefined, { signal: ending }).catch(() => undefined)
  }
})
