import { listAgents, listClaims, listHandoffs, listMetrics } from '../coordination/list-coordination.procedure.ts'
import { claimChanges } from '../coordination/claim-changes.procedure.ts'
import { releaseClaim } from '../coordination/release-claim.procedure.ts'
import { resetDemo } from '../demo/reset-demo.ts'
import { demoState } from '../demo/demo-state.ts'
import { listExpectations } from '../expectation/list-expectations.procedure.ts'
import { removeExpectations } from '../expectation/remove-expectations.procedure.ts'
import { saveExpectations } from '../expectation/save-expectations.procedure.ts'
import { fixtureFromRun } from '../fixture/fixture-from-run.procedure.ts'
import { listFixtures } from '../fixture/list-fixtures.procedure.ts'
import { removeFixture } from '../fixture/remove-fixture.procedure.ts'
import { saveFixture } from '../fixture/save-fixture.procedure.ts'
import { runWaits } from '../queue/run-waits.procedure.ts'
import { adaptRun } from '../run/adapt-run.procedure.ts'
import { listFailures } from '../failure/list-failures.procedure.ts'
import { triageFailures } from '../failure/triage-failures.procedure.ts'
import { bulkRuns } from '../run/bulk-runs.procedure.ts'
import { previewCancel } from '../run/cancel-preview.procedure.ts'
import { cancelRun } from '../run/cancel-run.procedure.ts'
import { acceptOverride } from '../run/accept-override.procedure.ts'
import { compareRuns } from '../run/compare-runs.procedure.ts'
import { forkRun } from '../run/fork-run.procedure.ts'
import { listChildRuns } from '../run/child-runs.procedure.ts'
import { getRun } from '../run/get-run.procedure.ts'
import { haltRun } from '../run/halt-run.procedure.ts'
import { countRuns } from '../run/count-runs.procedure.ts'
import { listRuns } from '../run/list-runs.procedure.ts'
import { pageEvents } from '../run/page-events.procedure.ts'
import { againPlan } from '../run/plan-again.procedure.ts'
import { planPart } from '../run/plan-part.procedure.ts'
import { resolveUndo } from '../run/resolve-undo.procedure.ts'
import { resumeRun } from '../run/resume-run.procedure.ts'
import { retryNow } from '../run/retry-now.procedure.ts'
import { takeUpRun } from '../run/take-up-run.procedure.ts'
import { againRun } from '../run/run-again.procedure.ts'
import { runChanges } from '../run/run-changes.procedure.ts'
import { pageElements, runElements } from '../run/run-elements.procedure.ts'
import { runEvents } from '../run/run-events.procedure.ts'
import { runLog } from '../run/run-log.procedure.ts'
import { runResults } from '../run/run-results.procedure.ts'
import { runValue } from '../run/run-value.procedure.ts'
import { signalRun } from '../run/signal-run.procedure.ts'
import { startRun } from '../run/start-run.procedure.ts'
import { undoRun } from '../run/undo-run.procedure.ts'
import { answerInbox } from '../inbox/answer-question.procedure.ts'
import { inboxChanges } from '../inbox/inbox-changes.procedure.ts'
import { listInbox } from '../inbox/list-inbox.procedure.ts'
import { listSavedViews } from '../saved-view/list-saved-views.procedure.ts'
import { removeView } from '../saved-view/remove-view.procedure.ts'
import { saveView } from '../saved-view/save-view.procedure.ts'
import { listSecrets } from '../secret/list-secrets.procedure.ts'
import { removeSecret } from '../secret/remove-secret.procedure.ts'
import { setSecret } from '../secret/set-secret.procedure.ts'
import { installEntry, installPlan } from '../library/install-entry.procedure.ts'
import { exportLibrary, importLibrary } from '../library/library-bundle.procedure.ts'
import { getEntry, libraryPublished } from '../library/library-page.procedure.ts'
import { libraryInstallation, libraryUpdates, updateInstalled, updatePlan } from '../library/library-updates.procedure.ts'
import { publishEntry } from '../library/publish-entry.procedure.ts'
import { rateEntry } from '../library/rate-entry.procedure.ts'
import { saveTemplate } from '../library/save-template.procedure.ts'
import { librarySuggestions } from '../library/library-suggestions.procedure.ts'
import { retireEntry } from '../library/retire-entry.procedure.ts'
import { libraryFacets, searchLibrary } from '../library/search-library.procedure.ts'
import { liveWorkflow } from '../live/live-workflow.procedure.ts'
import { tellPresence } from '../live/tell-presence.procedure.ts'
import { listNotices, readNotices } from '../shared/notices.procedure.ts'
import { compact } from '../storage/compact.procedure.ts'
import { cleanUp } from '../storage/clean-up.procedure.ts'
import { previewCleanUp } from '../storage/preview-clean-up.procedure.ts'
import { saveRetention } from '../storage/save-retention.procedure.ts'
import { storageSummary } from '../storage/storage-summary.procedure.ts'
import { systemDoctor } from '../doctor/doctor.procedure.ts'
import { systemHealth, systemInfo } from '../system/system-info.ts'
import { settleTask, takeBackTask } from '../task/act-on-task.procedure.ts'
import { claimTaskProcedure } from '../task/claim-task.procedure.ts'
import { listTasks } from '../task/list-tasks.procedure.ts'
import { taskChanges } from '../task/task-changes.procedure.ts'
import { completeTask, failTask, heartbeatTask, releaseTask } from '../task/say-of-task.procedure.ts'
import { listTemplates } from '../template/list-templates.ts'
import { enableTrigger } from '../trigger/enable-trigger.procedure.ts'
import { fireTrigger } from '../trigger/fire-trigger.procedure.ts'
import { getTrigger } from '../trigger/get-trigger.procedure.ts'
import { listFirings } from '../trigger/list-firings.procedure.ts'
import { listTriggers } from '../trigger/list-triggers.procedure.ts'
import { previewTrigger } from '../trigger/preview-trigger.procedure.ts'
import { removeTrigger } from '../trigger/remove-trigger.procedure.ts'
import { saveTrigger } from '../trigger/save-trigger.procedure.ts'
import { triggerChanges } from '../trigger/trigger-changes.procedure.ts'
import { triggerTimes } from '../trigger/trigger-times.procedure.ts'
import { checkPublish } from '../version/check-publish.procedure.ts'
import { diffVersions } from '../version/diff-versions.procedure.ts'
import { getVersion } from '../version/get-version.procedure.ts'
import { listPointerMoves } from '../version/list-pointer-moves.procedure.ts'
import { listVersions } from '../version/list-versions.procedure.ts'
import { moveVersion } from '../version/move-version.procedure.ts'
import { publishVersion } from '../version/publish-version.procedure.ts'
import { rebaseDraft } from '../version/rebase-draft.procedure.ts'
import { restoreVersion } from '../version/restore-version.procedure.ts'
import { retireVersion } from '../version/retire-version.procedure.ts'
import { reviveVersion } from '../version/revive-version.procedure.ts'
import { dependencyGraph } from '../version/dependency-graph.procedure.ts'
import { versionDependents } from '../version/version-dependents.procedure.ts'
import { versionOutcomes } from '../version/version-outcomes.procedure.ts'
import { listWorkbench } from '../workbench/list-workbench.procedure.ts'
import { noteOpenUndos } from '../workbench/note-open-undos.procedure.ts'
import { resolveOpenUndos } from '../workbench/resolve-open-undos.procedure.ts'
import { workbenchChanges } from '../workbench/workbench-changes.procedure.ts'
import { createWorkflow } from '../workflow/create-workflow.procedure.ts'
import { exportWorkflow } from '../workflow/export-workflow.procedure.ts'
import { getWorkflow } from '../workflow/get-workflow.procedure.ts'
import { importFile } from '../workflow/import-file.procedure.ts'
import { importWorkflow } from '../workflow/import-workflow.procedure.ts'
import { listWorkflows } from '../workflow/list-workflows.procedure.ts'
import { removeWorkflow } from '../workflow/remove-workflow.procedure.ts'
import { saveWorkflow } from '../workflow/save-workflow.procedure.ts'
import { planGoal } from '../goal/plan-goal.procedure.ts'
import { validateWorkflow } from '../workflow/validate-workflow.procedure.ts'
import { createToken, listTokens, revokeToken } from '../token/token.procedure.ts'
import { router } from './init.ts'

/** Everything that the page can ask; docs/reference/api.md in code. */
export const appRouter = router({
  system: router({ info: systemInfo, health: systemHealth, doctor: systemDoctor }),
  workflow: router({ list: listWorkflows, get: getWorkflow, create: createWorkflow, save: saveWorkflow, remove: removeWorkflow, validate: validateWorkflow, import: importWorkflow, importFile, export: exportWorkflow, planGoal, live: liveWorkflow, here: tellPresence }),
  version: router({ list: listVersions, diff: diffVersions, check: checkPublish, rebase: rebaseDraft, get: getVersion, publish: publishVersion, restore: restoreVersion, move: moveVersion, moves: listPointerMoves, retire: retireVersion, revive: reviveVersion, dependents: versionDependents, graph: dependencyGraph, outcomes: versionOutcomes }),
  task: router({ list: listTasks, claim: claimTaskProcedure, heartbeat: heartbeatTask, release: releaseTask, complete: completeTask, fail: failTask, takeBack: takeBackTask, settle: settleTask, changes: taskChanges }),
  template: router({ list: listTemplates }),
  run: router({
    start: startRun,
    list: listRuns,
    count: countRuns,
    get: getRun,
    children: listChildRuns,
    events: runEvents,
    eventPage: pageEvents,
    elements: runElements,
    elementPage: pageElements,
    compare: compareRuns,
    fork: forkRun,
    acceptOverride,
    changes: runChanges,
    value: runValue,
    results: runResults,
    waits: runWaits,
    log: runLog,
    planPart,
    cancel: cancelRun,
    cancelPreview: previewCancel,
    halt: haltRun,
    retryNow,
    takeUp: takeUpRun,
    again: againRun,
    againPlan,
    resume: resumeRun,
    undo: undoRun,
    resolveUndo,
    adapt: adaptRun,
    signal: signalRun,
    bulk: bulkRuns,
  }),
  workbench: router({ list: listWorkbench, note: noteOpenUndos, resolve: resolveOpenUndos, changes: workbenchChanges }),
  storage: router({ compact, summary: storageSummary, retention: saveRetention, preview: previewCleanUp, cleanUp }),
  failure: router({ list: listFailures, triage: triageFailures }),
  view: router({ list: listSavedViews, save: saveView, remove: removeView }),
  library: router({
    search: searchLibrary,
    facets: libraryFacets,
    get: getEntry,
    published: libraryPublished,
    publish: publishEntry,
    saveTemplate,
    suggestions: librarySuggestions,
    installPlan,
    install: installEntry,
    updates: libraryUpdates,
    installation: libraryInstallation,
    updatePlan,
    update: updateInstalled,
    rate: rateEntry,
    retire: retireEntry,
    export: exportLibrary,
    import: importLibrary,
  }),
  expectation: router({ list: listExpectations, save: saveExpectations, remove: removeExpectations }),
  fixture: router({ list: listFixtures, save: saveFixture, remove: removeFixture, fromRun: fixtureFromRun }),
  notice: router({ list: listNotices, read: readNotices }),
  inbox: router({ list: listInbox, answer: answerInbox, changes: inboxChanges }),
  claim: router({ list: listClaims, release: releaseClaim, changes: claimChanges }),
  metric: router({ list: listMetrics }),
  handoff: router({ list: listHandoffs }),
  agent: router({ list: listAgents }),
  secret: router({ list: listSecrets, set: setSecret, remove: removeSecret }),
  trigger: router({ list: listTriggers, get: getTrigger, save: saveTrigger, enable: enableTrigger, remove: removeTrigger, fire: fireTrigger, preview: previewTrigger, times: triggerTimes, firings: listFirings, changes: triggerChanges }),
  token: router({ list: listTokens, create: createToken, revoke: revokeToken }),
  demo: router({ state: demoState, reset: resetDemo }),
})

export type AppRouter = typeof appRouter
