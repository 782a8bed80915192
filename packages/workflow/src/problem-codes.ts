/**
 * Every problem that a document or an input can have. The catalogue decides severity and generates nothing by itself:
 * `docs/reference/problems.md` describes each code, and a test holds the two together.
 */
export const problemCodes = {
  // shape
  UNREADABLE: 'error',
  TOO_LARGE: 'error',
  TOO_DEEP: 'error',
  UNSUPPORTED_VERSION: 'error',
  MISSING_FIELD: 'error',
  UNKNOWN_FIELD: 'error',
  BAD_NAME: 'error',
  BAD_VALUE: 'error',
  // names and references
  DUPLICATE_NAME: 'error',
  DUPLICATE_ARGUMENT: 'error',
  UNKNOWN_INPUT: 'error',
  UNKNOWN_STEP: 'error',
  INNER_STEP: 'error',
  UNKNOWN_HANDLER: 'error',
  UNKNOWN_RETURN: 'error',
  UNKNOWN_ELEMENT: 'error',
  UNKNOWN_SECRET: 'error',
  ORIGIN_OUTSIDE_HANDLER: 'error',
  WAIT_IN_HANDLER: 'error',
  CYCLE: 'error',
  // kinds and containers
  UNKNOWN_KIND: 'error',
  BAD_CONFIG: 'error',
  CONFIG_ADVICE: 'warning',
  KIND_FAILED: 'error',
  MISSING_ARGUMENT: 'error',
  UNKNOWN_ARGUMENT: 'error',
  BAD_ARGUMENT: 'error',
  NOT_A_CONTAINER: 'error',
  EMPTY_CONTAINER: 'error',
  NO_BRANCH: 'error',
  DEFAULT_BRANCH_NOT_LAST: 'error',
  UNLIMITED_REPEAT: 'error',
  // texts inside fields
  BAD_EXPRESSION: 'error',
  BAD_DURATION: 'error',
  BAD_SCHEMA: 'error',
  BAD_DEFAULT: 'error',
  // composition
  UNKNOWN_WORKFLOW: 'error',
  COMPOSE_RECURSION: 'error',
  // advice
  UNUSED_STEP: 'warning',
  UNUSED_INPUT: 'warning',
  UNUSED_HANDLER: 'warning',
  FAILURE_AFTER_IRREVERSIBLE: 'warning',
  NO_UNDO: 'warning',
  UNDO_REPEATS: 'warning',
  REDUNDANT_WAIT: 'warning',
  NO_RETRY_AFTER_PIVOT: 'warning',
  // the input of a run
  INPUT_NOT_AN_OBJECT: 'error',
  INPUT_UNKNOWN: 'error',
  INPUT_MISSING: 'error',
  INPUT_MISMATCH: 'error',
} as const satisfies { readonly [code: string]: 'error' | 'warning' }

export type ProblemCode = keyof typeof problemCodes
