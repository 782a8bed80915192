import { procedure } from '../trpc/init.ts'

/** Rows of runs as they start and change. A page that was away asks the list again. */
export const runChanges = procedure.subscription(async function* ({ ctx, signal }) {
  const ending = signal ?? new AbortController().signal
  const changes = ctx.runs.store.changes(ending)
  while (!ending.aborted) {
    const rows = await changes.next()
    if (rows.length > 0) yield rows
  }
})
