import type { Context } from '../trpc/context.ts'
import { saveExpectations } from '../expectation/save-expectations.ts'
import { saveFixture } from '../fixture/save-fixture.ts'
import { saveTrigger } from '../trigger/save-trigger.ts'
import { TriggerSettings } from '../trigger/trigger-config.ts'
import { putFiles } from './put-files.ts'
import type { Template } from './templates.ts'

export interface Equipment {
  readonly db: Context['db']
  /** The folder that file steps work in. */
  readonly workspace?: string | undefined
}

/** Puts beside a workflow what its template has for it: files that it reads, its fixture, what its matrix is to come to. */
export async function equipWorkflow({ db, workspace }: Equipment, workflowId: string, { files = {}, fixture, expectations = [], triggers = [] }: Template): Promise<void> {
  if (workspace !== undefined) await putFiles(workspace, files)
  if (fixture) await saveFixture(db, { workflowId, fixture })
  for (const settings of triggers) await saveTrigger(db, { workflowId, settings: TriggerSettings.parse(settings), enabled: false }, new Date())
  if (expectations.length > 0) await saveExpectations(db, workflowId, expectations.map((one) => ({ ...one, fixture: fixture?.name ?? '' })))
}
