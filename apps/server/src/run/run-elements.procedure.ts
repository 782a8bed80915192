import type { ElementResult } from '@eddy/engine'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { elementStream } from './element-stream.ts'

/** What the elements of a map come to, each as it ends; it closes when none can follow. */
export const runElements = procedure.input(z.object({ runId: z.string(), step: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx, input: { runId, step, lastEventId }, signal }) {
  const ending = signal ?? new AbortController().signal
  const { after, isSeen } = placeOf(lastEventId ?? '')
  for await (const ended of elementStream({ db: ctx.db, store: ctx.runs.store }, { runId, step, after }, ending)) {
    const elements = ended.filter((element) => !isSeen(element))
    if (elements.length > 0) yield tracked(String(elements.at(-1)?.seq), elements)
  }
})

/** `17`: behind all that event 17 has ended; `17.5`: behind the element 5, and those that it has ended before that. */
export function placeOf(lastEventId: string): { readonly after: number; readonly isSeen: (element: Pick<ElementResult, 'seq' | 'index'>) => boolean } {
  const [, seq = '0', index] = /^(\d+)(?:\.(\d+))?$/.exec(lastEventId) ?? []
  if (index === undefined) return { after: Number(seq), isSeen: () => false }
  let seen = true
  return {
    after: Number(seq) - 1,
    isSeen: (element) => {
      const before = seen && element.seq === Number(seq)
      if (!before || element.index === Number(index)) seen = false
      return before
    },
  }
}

/** The same as far as it has come. `over`: no element follows. */
export const pageElements = procedure.input(z.object({ runId: z.string(), step: z.string(), after: StoredInt.min(0).default(0), limit: z.int().min(1).max(2000).default(500) })).query(async ({ ctx, input: { runId, step, after, limit } }) => {
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
