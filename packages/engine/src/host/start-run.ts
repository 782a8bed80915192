import type { EventData } from '../event/event.ts'
import { EngineError, runError } from '../error/engine-error.ts'
import type { FailureReport } from '../port/step-executor.ts'
import { andThen, attempt, isPromise, messageOf } from './maybe-async.ts'
import { transformInputs } from './prepare-attempt.ts'
import type { Arguments } from './resolve-arguments.ts'
import { enterConcurrency } from './run-concurrency.ts'
import { RunControl } from './run-control.ts'
import { RunDriver } from './run-driver.ts'
import type { RunHandle, StartRun } from './run-handle.ts'

/**
 * Starts a run. The inputs' transforms are applied here, once (S3); when one fails nothing is recorded and `settled()`
 * rejects with EngineError INPUT_ERROR. A run that a middleware refuses is recorded as failed, with nothing done.
 */
export const startRun: StartRun = ({ input, wave, kept, waitingSince, ...options }): RunHandle => {
  const driver = new RunDriver(options)
  const { plan, ports } = options
  const begin = (resolved: Arguments | EngineError) => {
    if (resolved instanceof EngineError) return driver.crash(resolved)
    driver.state.input = resolved
    if (plan.options.concurrency === null && !driver.middlewares.initialising) return start(driver, { input: resolved, wave, kept })
    limitWait(driver, waitingSince)
    return admit(driver, resolved).then((refusal) => start(driver, { input: resolved, wave, kept, refusal }))
  }
  const resolved = attempt<Arguments | EngineError>(
    () => transformInputs(plan.inputs, input, ports),
    (error) => new EngineError('INPUT_ERROR', `the transform of an input failed: ${messageOf(error)}`),
  )
  const begun = andThen<Arguments | EngineError, void>(resolved, begin)
  if (isPromise(begun)) begun.catch((error: unknown) => driver.crash(error))
  return new RunControl(driver)
}

/** Waits for the run's turn under its key, then asks the middleware. */
async function admit(driver: RunDriver, input: Arguments): Promise<FailureReport | undefined> {
  const refusal = await enterConcurrency(driver, input)
  return refusal ?? (await driver.middlewares.init())
}

/** Has a run that gets no turn in time begin all the same, to fail with nothing done (H13). */
function limitWait(driver: RunDriver, since = driver.ports.clock.now()): void {
  const { startTimeoutMs } = driver.state.plan.options
  if (startTimeoutMs === null) return
  driver.unwatchWait = driver.ports.clock.at(since + startTimeoutMs, () => {
    driver.refusedEarly = { code: 'START_TIMEOUT', message: `the run got no turn within its start timeout of ${startTimeoutMs} ms; nothing of it was done`, retryable: false }
    driver.waitingToStart.abort()
  })
}

interface Starting {
  readonly input: Arguments
  readonly wave: boolean | undefined
  readonly kept: EventData['run.started']['kept']
  readonly refusal?: FailureReport | undefined
}

function start(driver: RunDriver, { input, wave, kept, refusal }: Starting): void {
  driver.unwatchWait?.()
  const { plan } = driver.state
  const { names } = driver.middlewares
  const started = { input, workflow: { name: plan.name, hash: plan.hash }, ...(wave ? { wave } : {}), ...(kept ? { kept } : {}), ...(names.length > 0 ? { middleware: names } : {}) }
  const { cancelledEarly, refusedEarly = refusal } = driver
  const instead = cancelledEarly ? { cancelled: cancelledEarly } : refusedEarly ? { refused: runError(refusedEarly) } : {}
  driver.act(() => driver.record('run.started', { ...started, ...instead }))
}
