import type * as Restate from '@restatedev/restate-sdk'
import type { Json } from '@eddy/workflow'
import type { HostedRun } from './hosted-run.ts'
import type { OrderAnswer, OrderTaken } from './order.ts'
import type { Part } from './part.ts'
import { restate } from '../sdk.ts'

export interface Asked {
  readonly order: Json
  /** The first place in the queue of orders that may be free. */
  readonly from: number
}

/** A run in Restate: `run` drives a part of it, `ask` gives it an order. `find` brings the run into this process; `over`: nothing of it is under way here any more. */
export function runWorkflow({ name, find, over }: { readonly name: string; readonly find: (part: Part) => Promise<HostedRun>; readonly over: (run: HostedRun) => void }) {
  const run = async (ctx: Restate.WorkflowContext, part: Part): Promise<void> => {
    const hosted = await find(part)
    await hosted.drive(ctx, part)
    over(hosted)
  }

  const ask = async (ctx: Restate.WorkflowSharedContext, { order, from }: Asked): Promise<OrderAnswer & { readonly place: number }> => {
    const taken: OrderTaken = { order, at: await ctx.date.now() }
    for (let place = from; ; place++) {
      if (!(await isMine(ctx, place, taken))) continue
      const answer = ctx.promise<OrderAnswer>(`answer ${place}`)
      const first = await restate.RestatePromise.race([answer.get(), ctx.promise<null>('ended').get()])
      if (first !== null) return { ...first, place }
      return { ...((await answer.peek()) ?? { ended: true }), place }
    }
  }

  return restate.workflow({
    name,
    handlers: { run, ask: restate.handlers.workflow.shared({ inactivityTimeout: { minutes: 5 } }, ask) },
    options: {
      explicitCancellation: true,
      onJournalMismatchErrors: 'pause',
      abortTimeout: { days: 1 },
      journalRetention: 0,
      // for ever: what is paused after so many attempts would wait for a person
      retryPolicy: { initialInterval: 20, exponentiationFactor: 2, maxInterval: 1000, maxAttempts: 1_000_000_000 },
    },
  })
}

/** Whoever fills a place in the queue first has it. */
async function isMine(ctx: Restate.WorkflowSharedContext, place: number, taken: OrderTaken): Promise<boolean> {
  try {
    await ctx.promise<OrderTaken>(`order ${place}`).resolve(taken)
    return true
  } catch (error) {
    if (error instanceof restate.TerminalError) return false
    throw error
  }
}
