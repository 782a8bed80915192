import type { FailureReport, LogLine, Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { CodeJob } from './code-job.ts'
import type { Report } from './report.ts'

/** What a sandbox reported, as the outcome of the step. */
export function codeOutcome(report: Report, request: StepRequest, job: CodeJob): Outcome {
  return report.outcome ? answer(report.outcome, request, report.logs) : failed(failureOf(report, job), report.logs)
}

/** The outcome when a sandbox reported nothing. */
export function lostOutcome(reason: 'arguments' | 'aborted'): Outcome
export function lostOutcome(reason: 'deadline' | 'died', job: CodeJob, detail?: string): Outcome
export function lostOutcome(reason: 'arguments' | 'aborted' | 'deadline' | 'died', job?: CodeJob, detail = ''): Outcome {
  if (reason === 'arguments') return failed({ code: 'ARGUMENT_ERROR', message: 'the arguments are nested too deeply for the sandbox', retryable: false })
  if (reason === 'deadline' && job) return failed(timeoutFailure(job))
  if (reason === 'died') return failed({ code: 'CODE_MEMORY', message: `the sandbox broke down: ${detail}`, retryable: false })
  return failed({ code: 'CANCELLED', message: 'the code was stopped because the run no longer wants its result' })
}

type Told = NonNullable<Report['outcome']>

function answer(outcome: Told, request: StepRequest, logs: readonly LogLine[]): Outcome {
  const more = logs.length > 0 ? { logs } : {}
  const value = outcome.value ?? null
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'ok', value, ...(outcome.steps ? { steps: outcome.steps } : {}), ...more }
    case 'retry':
      return { kind: 'retry', ...retryOf(outcome), ...more }
    case 'halt':
      return { kind: 'halt', value, ...more }
    case 'continue':
      if (request.purpose === 'compensate') return { kind: 'continue', value, ...more }
      return failed({ code: 'INVALID_RESULT', message: 'eddy.continueWith is for failure handlers only; return eddy.ok(value) here', retryable: false }, logs)
    case 'fail':
      return failed(reportedFailure(outcome), logs)
  }
}

function retryOf({ reason, delayMs }: Told): { readonly reason?: string; readonly delayMs?: number } {
  return { ...(reason === undefined ? {} : { reason }), ...(delayMs === undefined ? {} : { delayMs }) }
}

function reportedFailure({ message, code, retryable, details }: Told): FailureReport {
  return {
    code: code ?? 'FAILED',
    message: message ?? 'the code failed without a reason',
    ...(retryable === undefined ? {} : { retryable }),
    ...(details === undefined ? {} : { details }),
  }
}

function failureOf(report: Report, job: CodeJob): FailureReport {
  if (report.invalid !== undefined) return { code: 'INVALID_RESULT', message: report.invalid, retryable: false }
  if (report.pending) return { code: 'CODE_NEVER_SETTLES', message: 'the code waits for something that never comes; the sandbox has no timers and no network', retryable: false }
  if (report.error === 'CODE_TIMEOUT') return timeoutFailure(job)
  if (report.error === 'CODE_MEMORY' || (report.name === 'InternalError' && report.message === 'out of memory')) return memoryFailure(job)
  return thrownFailure(report)
}

function thrownFailure(report: Report): FailureReport {
  const line = /\bcode:(\d+)/.exec(report.stack ?? '')?.[1]
  const where = line === undefined ? '' : ` (line ${line})`
  const message = messageOf(report)
  if (report.error === 'CODE_SYNTAX') return { code: 'CODE_SYNTAX', message: `the code cannot be read: ${message}${where}`, retryable: false, ...detailsOf(line) }
  // what the author throws stays as it is, for rules to compare; a slip of the code is told by its name and place
  const thrownByHand = report.name === undefined || report.name === 'Error' || message === report.name
  return { code: 'CODE_ERROR', message: thrownByHand ? message : `${report.name}: ${message}${where}`, ...detailsOf(line) }
}

function messageOf({ message = '', name = 'an error without a message' }: Report): string {
  return message === '' ? name : message
}

function detailsOf(line: string | undefined): { readonly details?: Json } {
  return line === undefined ? {} : { details: { line: Number(line) } }
}

function timeoutFailure({ timeoutMs }: CodeJob): FailureReport {
  return { code: 'CODE_TIMEOUT', message: `the code took longer than ${timeoutMs} ms and was stopped; its limit is config.timeoutMs`, retryable: false }
}

function memoryFailure({ memoryMb }: CodeJob): FailureReport {
  return { code: 'CODE_MEMORY', message: `the code needed more than its ${memoryMb} MiB of memory; its limit is config.memoryMb`, retryable: false }
}

function failed(error: FailureReport, logs: readonly LogLine[] = []): Outcome {
  return { kind: 'fail', error, ...(logs.length > 0 ? { logs } : {}) }
}
