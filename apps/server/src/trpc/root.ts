import { resetDemo } from '../demo/reset-demo.ts'
import { demoState } from '../demo/demo-state.ts'
import { adaptRun } from '../run/adapt-run.procedure.ts'
import { cancelRun } from '../run/cancel-run.procedure.ts'
import { getRun } from '../run/get-run.procedure.ts'
import { listRuns } from '../run/list-runs.procedure.ts'
import { resolveUndo } from '../run/resolve-undo.procedure.ts'
import { resumeRun } from '../run/resume-run.procedure.ts'
import { runChanges } from '../run/run-changes.procedure.ts'
import { runEvents } from '../run/run-events.procedure.ts'
import { runValue } from '../run/run-value.procedure.ts'
import { signalRun } from '../run/signal-run.procedure.ts'
import { startRun } from '../run/start-run.procedure.ts'
import { undoRun } from '../run/undo-run.procedure.ts'
import { listSecrets } from '../secret/list-secrets.procedure.ts'
import { removeSecret } from '../secret/remove-secret.procedure.ts'
import { setSecret } from '../secret/set-secret.procedure.ts'
import { listNotices, readNotices } from '../shared/notices.procedure.ts'
import { systemInfo } from '../system/system-info.ts'
import { listTemplates } from '../template/list-templates.ts'
import { createWorkflow } from '../workflow/create-workflow.procedure.ts'
import { getWorkflow } from '../workflow/get-workflow.procedure.ts'
import { listWorkflows } from '../workflow/list-workflows.procedure.ts'
import { removeWorkflow } from '../workflow/remove-workflow.procedure.ts'
import { saveWorkflow } from '../workflow/save-workflow.procedure.ts'
import { router } from './init.ts'

/** Everything that the page can ask; docs/reference/api.md in code. */
export const appRouter = router({
  system: router({ info: systemInfo }),
  workflow: router({ list: listWorkflows, get: getWorkflow, create: createWorkflow, save: saveWorkflow, remove: removeWorkflow }),
  template: router({ list: listTemplates }),
  run: router({
    start: startRun,
    list: listRuns,
    get: getRun,
    events: runEvents,
    changes: runChanges,
    value: runValue,
    cancel: cancelRun,
    resume: resumeRun,
    undo: undoRun,
    resolveUndo,
    adapt: adaptRun,
    signal: signalRun,
  }),
  notice: router({ list: listNotices, read: readNotices }),
  secret: router({ list: listSecrets, set: setSecret, remove: removeSecret }),
  demo: router({ state: demoState, reset: resetDemo }),
})

export type AppRouter = typeof appRouter
