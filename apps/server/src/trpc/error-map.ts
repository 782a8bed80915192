import { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { databaseTrouble } from '../db/database-trouble.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'

const STATUS: { readonly [C in RefusalCode]: TRPC_ERROR_CODE_KEY } = {
  NOT_FOUND: 'NOT_FOUND',
  NAME_TAKEN: 'CONFLICT',
  STALE_SAVE: 'CONFLICT',
  VERSION_BEHIND: 'CONFLICT',
  NOTHING_NEW: 'CONFLICT',
  VERSION_RETIRED: 'CONFLICT',
  VERSION_IN_USE: 'CONFLICT',
  INVALID_DOCUMENT: 'UNPROCESSABLE_CONTENT',
  INVALID_INPUT: 'UNPROCESSABLE_CONTENT',
  INVALID_STATE: 'CONFLICT',
  RUN_OVER: 'CONFLICT',
  ALREADY_ANSWERED: 'CONFLICT',
  TASK_TAKEN: 'CONFLICT',
  TASK_OVER: 'CONFLICT',
  TASK_NOT_HELD: 'CONFLICT',
  RESULT_UNFIT: 'UNPROCESSABLE_CONTENT',
  RUN_MOVED_ON: 'CONFLICT',
  OWNER_SILENT: 'SERVICE_UNAVAILABLE',
  SECRET_IN_USE: 'CONFLICT',
  SECRET_UNREADABLE: 'PRECONDITION_FAILED',
  MAPPING_NEEDED: 'PRECONDITION_FAILED',
  PLANNER_FAILED: 'BAD_GATEWAY',
  NO_EXTENSION: 'PRECONDITION_FAILED',
  BUNDLE_INVALID: 'UNPROCESSABLE_CONTENT',
  BUNDLE_TAMPERED: 'UNPROCESSABLE_CONTENT',
  SIGNER_UNKNOWN: 'PRECONDITION_FAILED',
  UPDATE_CLASHES: 'CONFLICT',
  OVERRIDE_CLASHES: 'CONFLICT',
  IMPORT_REFUSED: 'UNPROCESSABLE_CONTENT',
  DATABASE_AWAY: 'SERVICE_UNAVAILABLE',
  DISK_FULL: 'SERVICE_UNAVAILABLE',
  KEY_USED: 'UNPROCESSABLE_CONTENT',
  IN_PROGRESS: 'CONFLICT',
  OUTCOME_UNKNOWN: 'CONFLICT',
  STOPPING: 'SERVICE_UNAVAILABLE',
  READ_ONLY: 'SERVICE_UNAVAILABLE',
  DEMO_OFF: 'PRECONDITION_FAILED',
  DEMO_UNREACHABLE: 'BAD_GATEWAY',
}

/** A domain refusal with its HTTP status; anything else as it is. */
export function toTrpcError(error: unknown): unknown {
  const refusal = error instanceof Refusal ? error : databaseTrouble(error)
  return refusal ? new TRPCError({ code: STATUS[refusal.code], message: refusal.message, cause: refusal }) : error
}

/** What programs read of an error: `data.eddy`. */
export function eddyData(cause: unknown): { readonly code: string; readonly message: string; readonly details?: unknown } | undefined {
  if (!(cause instanceof Refusal)) return undefined
  return { code: cause.code, message: cause.message, ...(cause.details === undefined ? {} : { details: cause.details }) }
}
