import '../with-resolvers.ts'
import * as restate from '@restatedev/restate-sdk'
import type { Json } from '@eddy/workflow'
import type { HostedRun } from './hosted-run.ts'
import type { OrderAnswer, OrderTaken } from './order.ts'
import type { Part } from './part.ts'

export const RUN_WORKFLOW = 'EddyRun'

export interface Asked {
  readonly order: Json
  /** The first place in the queue of orders that may be free. */
  readonly from: number
}

/** A run in Restate: `run` drives a part of it, `ask` gives it an order. `find` brings the run into this process. */
export function runWorkflow(find: (part: Part) => Promise<HostedRun>) {
  const run = async (ctx: restate.WorkflowContext, part: Part): Promise<void> => {
    const hosted = await find(part)
    await hosted.drive(ctx, part)
  }

  const ask = async (ctx: restate.WorkflowSharedContext, { order, from }: Asked): Promise<OrderAnswer & { readonly place: number }> => {
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
    name: RUN_WORKFLOW,
    handlers: { run, ask: restate.handlers.workflow.shared({ inactivityTimeout: { minutes: 5 } }, ask) },
    options: {
      explicitCancellation: true,
      onJournalMismatchErrors: 'pause',
      abortTimeout: { days: 1 },
      journalRetention: 0,
      retryPolicy: { initialInterval: 20, exponentiationFactor: 2, maxInterval: 1000 },
    },
  })
}

/** Whoever fills a place in the queue first has it. */
async function isMine(ctx: restate.WorkflowSharedContext, place: number, taken: OrderTaken): Promise<boolean> {
  try {
    await ctx.promise<OrderTaken>(`order ${place}`).resolve(taken)
    return true
  } catch (error) {
    if (error instanceof restate.TerminalError) return false
    throw error
  }
}
