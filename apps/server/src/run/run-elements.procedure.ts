import { tracked } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { elementStream } from './element-stream.ts'

/** What the elements of a map come to, each as it ends; it closes when none can follow. */
export const runElements = procedure.input(z.object({ runId: z.string(), step: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx, input: { runId, step, lastEventId }, signal }) {
  const ending = signal ?? new AbortController().signal
  for await (const elements of elementStream({ db: ctx.db, store: ctx.runs.store }, { runId, step, after: Number(lastEventId ?? 0) || 0 }, ending)) yield tracked(String(elements.at(-1)?.seq), elements)
})

/** The same as far as it has come. `over`: no element follows. */
export const pageElements = procedure.input(z.object({ runId: z.string(), step: z.string(), after: z.int().min(0).default(0), limit: z.int().min(1).max(2000).default(500) })).query(async ({ ctx, input: { runId, step, after, limit } }) => {
  const stream = elementStream({ db: ctx.db, store: ctx.runs.store }, { runId, step, after })
  const items = []
  for (;;) {
    const next = await stream.next()
    if (next.done) return { items, last: items.at(-1)?.seq ?? after, over: next.value }
    items.push(...next.value)
    // elements that end with the same event stay together: the cursor is the event
    const cut = items[limit - 1]
    if (cut && items.length > limit) {
      const page = items.filter(({ seq }, index) => index < limit || seq === cut.seq)
      if (page.length < items.length) return { items: page, last: page.at(-1)?.seq ?? after, over: false }
    }
  }
})
