import type { Middleware, Plan, RunEvent, WatchedRun } from '@eddy/engine'
import { runDocument, type TestOptions, type TestRun } from '@eddy/engine/testing'
import type { WorkflowDocument } from '@eddy/workflow'

/** Shows a middleware the events of a run, one by one. */
export function replay(middleware: Middleware, log: { readonly events: readonly RunEvent[]; readonly plan: Plan }, runId = 'run'): void {
  const run: WatchedRun = { runId, plan: log.plan, input: {}, status: 'running' }
  for (const event of log.events) middleware.event?.(event, run)
}

/** Runs a document to its rest, time standing still unless something waits for it. */
export async function runToRest(document: Pick<WorkflowDocument, 'steps'> & Partial<WorkflowDocument>, options: TestOptions = {}): Promise<TestRun> {
  return toRest(runDocument(document, options))
}

/** The same of a run that has been started. */
export async function toRest(test: TestRun): Promise<TestRun> {
  let resting = false
  const settled = test.run.settled().finally(() => (resting = true))
  for (let turn = 0; turn < 1000 && !resting; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    const next = test.clock.next()
    if (next !== undefined && !resting) test.clock.runTo(next)
  }
  await settled
  return test
}
