import { EngineError } from '../error/engine-error.ts'
import { fact } from '../state/due.ts'
import { andThen, attempt, isPromise, messageOf } from './maybe-async.ts'
import { transformInputs } from './prepare-attempt.ts'
import type { Arguments } from './resolve-arguments.ts'
import { RunDriver } from './run-driver.ts'
import type { RunHandle, StartRun } from './run-handle.ts'

/**
 * Starts a run. The inputs' transforms are applied here, once (S3); when one fails nothing is recorded and `settled()`
 * rejects with EngineError INPUT_ERROR.
 */
export const startRun: StartRun = ({ input, ...options }): RunHandle => {
  const driver = new RunDriver(options)
  const { plan, ports } = options
  const workflow = { name: plan.name, hash: plan.hash }
  const begin = (resolved: Arguments | EngineError) => {
    if (resolved instanceof EngineError) driver.crash(resolved)
    else driver.act(() => driver.feed(fact('run.started', { input: resolved, workflow })))
  }
  const resolved = attempt<Arguments | EngineError>(
    () => transformInputs(plan.inputs, input, ports),
    (error) => new EngineError('INPUT_ERROR', `the transform of an input failed: ${messageOf(error)}`),
  )
  const begun = andThen(resolved, begin)
  if (isPromise(begun)) begun.catch((error: unknown) => driver.crash(error))
  return driver
}
