import { setTimeout as sleep } from 'node:timers/promises'
import type { Lease, RunLeases } from '../cluster/run-leases.ts'
import { Refusal } from '../refusal.ts'
import type { Held, HeldRuns } from './held-runs.ts'
import type { RunWriter } from './run-writer.ts'

export interface HandOverDeps {
  readonly live: HeldRuns
  readonly leases: Pick<RunLeases, 'free'>
  /** Some runs are anybody's now. */
  readonly freed: () => void
}

/** What has become of the runs of a server that stops. */
export interface HandedOver {
  /** Those of which nothing was in flight any more: whoever takes them up finds nothing in doubt. */
  readonly calm: number
  /** Those whose steps took longer than there was time. */
  readonly cut: number
}

/** Runs that come to rest together are given away together. */
const TOGETHER_MS = 50

/** Lets what is in flight end, begins nothing more, and gives each run away as soon as it is calm; after `limitMs` the rest as it stands. */
export async function handOver({ live, leases, freed }: HandOverDeps, limitMs: number): Promise<HandedOver> {
  const open = new Set<Held>(live.all())
  const total = open.size
  let calm: RunWriter[] = []
  let giving: Promise<void> = Promise.resolve()
  let sent = false
  const give = async () => {
    await sleep(TOGETHER_MS)
    sent = false
    const writers = calm
    calm = []
    // what was recorded last is stored before anybody else reads the log
    await Promise.all(writers.map((writer) => writer.stored()))
    await leases.free(writers)
    freed()
  }
  const told = new Promise<void>((resolve) => {
    if (open.size === 0) resolve()
    for (const held of Array.from(open)) {
      held.handle.release(() => {
        live.part(held)
        open.delete(held)
        calm.push(held.writer)
        if (!sent) giving = giving.then(give)
        sent = true
        if (open.size === 0) resolve()
      })
    }
  })
  await Promise.race([told, sleep(limitMs, undefined, { ref: false })])
  await giving
  return { calm: total - open.size, cut: open.size }
}

/** A run that has not begun, and is to be begun by whoever comes next. */
export async function leaveRun({ leases, freed }: Pick<HandOverDeps, 'leases' | 'freed'>, lease: Lease): Promise<string> {
  await leases.free([lease])
  freed()
  return lease.runId
}

export const stopping = (): Refusal => new Refusal('STOPPING', 'This server is being stopped and takes nothing more. Ask again in a moment.')
