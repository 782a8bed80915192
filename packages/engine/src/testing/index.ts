export { fakeCatalog, type Traits } from './fake-catalog.ts'
export { ManualClock } from './manual-clock.ts'
export { runDocument, step, type TestOptions, type TestRun } from './run-document.ts'
export { fail, ok, pathEvaluator, ScriptedExecutor, type Script } from './scripted-executor.ts'
