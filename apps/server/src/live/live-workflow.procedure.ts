import { procedure } from '../trpc/init.ts'
import { arrival } from './arrival.ts'
import type { LiveMessage } from './live-message.ts'

/**
 * First how things stand, then what changes: saves, and who is here. The page is here as long as it listens.
 * What it has asked for before it listened may be old by then, so the first message names all that can change.
 */
export const liveWorkflow = procedure.input(arrival).subscription(async function* ({ ctx, input: { id, ...page }, signal }) {
  const ending = signal ?? new AbortController().signal
  // listen before reading, so that nothing slips between
  const messages = ctx.live.listen(id, ending)
  const leave = ctx.live.join({ workflow: id, ...page })
  ending.addEventListener('abort', leave)
  try {
    const stored = await ctx.db.prisma.workflow.findUnique({ where: { id }, select: { revision: true } })
    const first: LiveMessage = { ...(stored ? { saved: { revision: stored.revision }, versions: true, fixtures: true, update: true } : { removed: true }), people: ctx.live.people(id) }
    yield first
    while (!ending.aborted) {
      const fresh = await messages.next()
      // the last of each kind says it all
      if (fresh.length > 0) yield fresh.reduce((all, message) => ({ ...all, ...message }), {})
    }
  } finally {
    leave()
  }
})
