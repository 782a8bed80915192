import { setTimeout as sleep } from 'node:timers/promises'
import { procedure } from '../trpc/init.ts'

/** Many tasks that change at once are told once. */
const BATCH_MS = 100

/** How many tasks nobody has claimed: now, and when tasks of this server's runs have come, gone or changed hands, or others are offered elsewhere. */
export const taskChanges = procedure.subscription(async function* ({ ctx, signal }) {
  const ending = signal ?? new AbortController().signal
  const changes = ctx.runs.tasks.changes(ending)
  while (!ending.aborted) {
    yield { offered: await ctx.db.prisma.task.count({ where: { status: 'offered' } }) }
    await changes.next()
    await sleep(BATCH_MS, undefined, { signal: ending }).catch(() => undefined)
  }
})
