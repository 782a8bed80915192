import type { Middleware } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { RunQueue } from './run-queue.ts'

/** The queue of a server; none where any number of runs may be under way. */
export function queueOf(db: Database, { ofServer = Infinity, ofWorkflow = Infinity, weights }: { readonly ofServer: number | undefined; readonly ofWorkflow: number | undefined; readonly weights?: ReadonlyMap<string, number> | undefined }): RunQueue | undefined {
  return ofServer === Infinity && ofWorkflow === Infinity ? undefined : new RunQueue({ db, limits: { ofServer, ofWorkflow, weights } })
}

/** What the queue puts beside every run. */
export function beside(queue: RunQueue | undefined): readonly Middleware[] {
  return queue ? [queue.middleware] : []
}
