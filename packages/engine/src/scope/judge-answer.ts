import type { Json } from '@eddy/workflow'
import type { FailureReport } from '../port/step-executor.ts'

/** What a person's answer comes to: the step's value, or its failure. */
export type Judged = { readonly value: Json } | { readonly report: FailureReport }

type Asking = 'approval' | 'escalate'
type Config = { readonly [key: string]: Json }

/**
 * Reads the payload of the signal that answers an `approval` or `escalate`. What is no clear yes is a no, and what is no known decision is
 * an abort: a stray signal must not approve anything. `onReject`, `onAbort`: `"continue"` has the step succeed with the answer all the same.
 */
export function judgeAnswer(asking: Asking, config: Config, payload: Json): Judged {
  const given = isObject(payload) ? payload : {}
  const by = typeof given['by'] === 'string' ? given['by'] : null
  const note = typeof given['note'] === 'string' && given['note'] !== '' ? given['note'] : null
  const rest = { by, at: given['at'] ?? null, note, values: isObject(given['values']) ? given['values'] : {}, timedOut: false }
  if (asking === 'escalate') return judgeDecision(config, { decision: decisionOf(given['decision'] ?? payload), ...rest })
  const approved = payload === true || given['approved'] === true
  return judgeApproval(config, { approved, choice: given['choice'] ?? (approved ? 'approve' : 'reject'), ...rest })
}

/** Nobody has answered within the time limit. */
export function judgeSilence(asking: Asking, config: Config, path: string): Judged {
  const then = config['onTimeout'] ?? 'fail'
  const rest = { by: null, at: null, note: null, values: {}, timedOut: true }
  if (asking === 'escalate') {
    if (then === 'fail') return { report: { code: 'ESCALATION_TIMEOUT', message: `nobody decided what "${path}" had asked within its time limit` } }
    return judgeDecision(config, { decision: decisionOf(then), ...rest })
  }
  if (then === 'fail') return { report: { code: 'APPROVAL_TIMEOUT', message: `nobody answered what "${path}" had asked within its time limit` } }
  return judgeApproval(config, { approved: then === 'approve', choice: then, ...rest })
}

function judgeApproval(config: Config, value: Config): Judged {
  if (value['approved'] === true || config['onReject'] === 'continue') return { value }
  return { report: { code: 'APPROVAL_REJECTED', message: `${who(value, 'it was rejected')}${reason(value)}`, retryable: false, details: value } }
}

function judgeDecision(config: Config, value: Config): Judged {
  if (value['decision'] !== 'abort' || config['onAbort'] === 'continue') return { value }
  return { report: { code: 'ESCALATION_ABORTED', message: `${who(value, 'the decision was to abort')}${reason(value)}`, retryable: false, details: value } }
}

function who({ by, timedOut }: Config, what: string): string {
  if (timedOut === true) return `nobody answered in time, so ${what}`
  return typeof by === 'string' ? `${what} by ${by}` : what
}

function reason({ note }: Config): string {
  return typeof note === 'string' ? `: ${note}` : ''
}

function decisionOf(given: Json): string {
  return given === 'retry' || given === 'skip' ? given : 'abort'
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
