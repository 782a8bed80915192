import { pinsOfRun, type WorkflowDocument } from '@eddy/workflow'
import { saveFixture } from '../fixture/save-fixture.ts'
import { createWorkflow } from '../workflow/create-workflow.ts'
import type { WorkflowRecord } from '../workflow/workflow-record.ts'
import { readPastRun } from './past-run.ts'
import type { RunPorts } from './recorded-run.ts'

export interface ForkRequest {
  readonly runId: string
  /** The event after which it is taken; the last one when left out. */
  readonly at?: number | undefined
  readonly title?: string | undefined
  /** The name of a fixture with the run's input and what its steps had come to by then; none is kept when left out. */
  readonly fixture?: string | undefined
}

/** A new workflow that begins as what a run went by after one of its events: the version that it had been adapted to last. */
export async function forkRun({ db, runs }: RunPorts, { runId, at, title, fixture }: ForkRequest): Promise<WorkflowRecord> {
  const past = await readPastRun({ db, store: runs.store }, runId, at)
  const document: WorkflowDocument = { ...past.document, title: title ?? `${past.document.title ?? past.document.name} (from a run)` }
  const workflow = await createWorkflow(db, document)
  if (fixture !== undefined) await saveFixture(db, { workflowId: workflow.id, fixture: { name: fixture, input: past.input, pins: pinsOfRun(past) } })
  return workflow
}
