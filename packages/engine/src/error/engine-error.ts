import type { RunError } from './run-error.ts'

/** The author's fault: the document cannot be planned. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError'
  constructor(
    readonly code: 'UNKNOWN_REFERENCE' | 'DUPLICATE_NAME' | 'CYCLE' | 'UNKNOWN_KIND' | 'UNKNOWN_WORKFLOW' | 'BAD_DURATION' | 'BAD_STEP',
    message: string,
  ) {
    super(message)
  }
}

/** The caller's or our own fault: the engine was asked for what the run's state forbids, or found itself inconsistent. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    readonly code: 'INPUT_ERROR' | 'NOT_HALTED' | 'NOT_RUNNING' | 'NOT_RETRYING' | 'NOT_UNDOABLE' | 'NOT_ADAPTABLE' | 'REASON_MISSING' | 'TASK_TAKEN' | 'TASK_OVER' | 'TASK_NOT_HELD' | 'RESULT_UNFIT' | 'CORRUPT_LOG' | 'SNAPSHOT_UNFIT' | 'INVARIANT',
    message: string,
  ) {
    super(message)
  }
}

/** Narrows what must hold by construction; a failure is a defect of the engine. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new EngineError('INVARIANT', message)
}

/** The value, or a defect of the engine when it is missing. */
export function must<T>(value: T | undefined | null, message: string): T {
  assert(value !== undefined && value !== null, message)
  return value
}

/** Closes an exhaustive switch. */
export function unreachable(value: never): never {
  throw new EngineError('INVARIANT', `unexpected ${JSON.stringify(value)}`)
}

type Where = { readonly step?: string; readonly attempt?: number }
type Report = { readonly code: string; readonly message: string; readonly retryable?: boolean; readonly cause?: RunError; readonly details?: RunError['details'] }

/** An error as it enters the log: what was reported, and where. */
export function runError(report: Report, where: Where = {}): RunError {
  const { cause, details, retryable = true } = report
  // spelled out where nothing is missing, as for most failures of steps: spreading costs as much as all the rest of a retry
  if (cause === undefined && details === undefined && where.step !== undefined && where.attempt !== undefined) {
    return { code: report.code, message: report.message, step: where.step, attempt: where.attempt, retryable }
  }
  return {
    code: report.code,
    message: report.message,
    ...(where.step === undefined ? {} : { step: where.step }),
    ...(where.attempt === undefined ? {} : { attempt: where.attempt }),
    retryable,
    ...(cause ? { cause } : {}),
    ...(details === undefined ? {} : { details }),
  }
}
