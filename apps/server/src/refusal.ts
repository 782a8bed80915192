import type { Json, Problem } from '@eddy/workflow'

/** Codes of what the server refuses; each has its tRPC status in `trpc/error-map.ts` and its line in docs/reference/errors.md. */
export type RefusalCode = 'NOT_FOUND' | 'NAME_TAKEN' | 'STALE_SAVE' | 'VERSION_BEHIND' | 'NOTHING_NEW' | 'VERSION_RETIRED' | 'VERSION_IN_USE' | 'INVALID_DOCUMENT' | 'INVALID_INPUT' | 'INVALID_STATE' | 'READ_ONLY' | 'RUN_OVER' | 'ALREADY_ANSWERED' | 'TASK_TAKEN' | 'TASK_OVER' | 'TASK_NOT_HELD' | 'RESULT_UNFIT' | 'RUN_MOVED_ON' | 'OWNER_SILENT' | 'SECRET_IN_USE' | 'SECRET_UNREADABLE' | 'MAPPING_NEEDED' | 'NO_EXTENSION' | 'BUNDLE_INVALID' | 'BUNDLE_TAMPERED' | 'SIGNER_UNKNOWN' | 'UPDATE_CLASHES' | 'DEMO_OFF' | 'DEMO_UNREACHABLE' | 'IMPORT_REFUSED' | 'DATABASE_AWAY' | 'DISK_FULL' | 'KEY_USED' | 'IN_PROGRESS' | 'OUTCOME_UNKNOWN' | 'STOPPING' | 'OVERRIDE_CLASHES' | 'PLANNER_FAILED'

/** An expected refusal: a sentence for the person, a code for programs, nothing half-done. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details?: Json | readonly Problem[] | object,
  ) {
    super(message)
  }
}
