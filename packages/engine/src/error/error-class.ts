import type { ErrorClass } from '@eddy/workflow'
import type { RunError } from './run-error.ts'

export const ERROR_CLASSES: readonly ErrorClass[] = ['validation', 'transient', 'timeout', 'conflict', 'auth', 'resource', 'bug', 'cancelled']

const CODES: { readonly [code: string]: ErrorClass } = {
  ARGUMENT_ERROR: 'validation',
  GUARD_FAILED: 'validation',
  INVALID_CONFIG: 'validation',
  INPUT_ERROR: 'validation',
  BAD_URL: 'validation',
  BAD_HEADER: 'validation',
  BAD_JSON: 'validation',
  BAD_TEXT: 'validation',
  FILE_NOT_FOUND: 'validation',
  STEP_TIMEOUT: 'timeout',
  RUN_TIMEOUT: 'timeout',
  START_TIMEOUT: 'timeout',
  SIGNAL_TIMEOUT: 'timeout',
  APPROVAL_TIMEOUT: 'timeout',
  ESCALATION_TIMEOUT: 'timeout',
  APPROVAL_REJECTED: 'validation',
  ESCALATION_ABORTED: 'cancelled',
  coordination_conflict: 'conflict',
  BLACKBOARD_CONFLICT: 'conflict',
  WORKER_RUNNING: 'conflict',
  WORKER_BUSY: 'resource',
  HTTP_TIMEOUT: 'timeout',
  CODE_TIMEOUT: 'timeout',
  LOCKED: 'conflict',
  FILE_LOCKED: 'conflict',
  FILE_EXISTS: 'conflict',
  UNDO_CONFLICT: 'conflict',
  NO_TRANSITION: 'conflict',
  RULES_AMBIGUOUS: 'conflict',
  HOST_NOT_ALLOWED: 'auth',
  PATH_OUTSIDE_WORKSPACE: 'auth',
  POLICY_REFUSED: 'auth',
  CIRCUIT_OPEN: 'resource',
  RATE_LIMITED: 'resource',
  HTTP_TOO_LARGE: 'resource',
  FILE_TOO_LARGE: 'resource',
  CODE_MEMORY: 'resource',
  MAX_STEPS_EXCEEDED: 'resource',
  ROUNDS_EXCEEDED: 'resource',
  INVALID_RESULT: 'bug',
  STEP_THREW: 'bug',
  PLAN_ERROR: 'bug',
  EXPRESSION_ERROR: 'bug',
  GUARD_ERROR: 'bug',
  UNKNOWN_KIND: 'bug',
  UNKNOWN_HANDLER: 'bug',
  CANCELLED: 'cancelled',
  RACE_LOST: 'cancelled',
}

const STATUSES: { readonly [status: string]: ErrorClass } = { 401: 'auth', 403: 'auth', 407: 'auth', 408: 'timeout', 409: 'conflict', 412: 'conflict', 423: 'conflict', 425: 'transient', 429: 'resource', 504: 'timeout', 507: 'resource' }

/** The class of an error, by its code; what nobody knows may pass by itself. */
export function errorClass({ code }: Pick<RunError, 'code'>): ErrorClass {
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  if (known !== undefined) return known
  const status = /^HTTP_(\d{3})$/.exec(code)?.[1]
  if (status === undefined) return 'transient'
  return STATUSES[status] ?? (status.startsWith('4') ? 'validation' : 'transient')
}
