import { procedure } from '../trpc/init.ts'

/** How many questions are open, now and whenever that changes. */
export const inboxChanges = procedure.subscription(({ ctx, signal }) => ctx.runs.questions.changes(signal ?? new AbortController().signal))
