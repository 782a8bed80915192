import type { FailureReport } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

/** Why a file step cannot do what it should; becomes the step's failure. */
export class FileProblem extends Error {
  readonly code: string
  readonly retryable: boolean
  readonly details: Json | undefined

  constructor(code: string, message: string, more: { readonly retryable?: boolean; readonly details?: Json } = {}) {
    super(message)
    this.code = code
    this.retryable = more.retryable ?? false
    this.details = more.details
  }
}

const BY_SYSTEM: { readonly [errno: string]: readonly [code: string, sentence: string] } = {
  ENOENT: ['FILE_NOT_FOUND', 'a file or folder that the step needs does not exist'],
  EEXIST: ['FILE_EXISTS', 'there is something at that path already'],
  EISDIR: ['NOT_A_FILE', 'a folder stands where a file is needed'],
  ENOTDIR: ['NOT_A_FOLDER', 'a file stands where a folder is needed'],
  ENOTEMPTY: ['FOLDER_NOT_EMPTY', 'the folder is not empty'],
  EACCES: ['NO_PERMISSION', 'the system does not permit it'],
  EPERM: ['NO_PERMISSION', 'the system does not permit it'],
  EROFS: ['NO_PERMISSION', 'the file system can only be read'],
  ENAMETOOLONG: ['INVALID_PATH', 'the name is too long'],
}

/** Any error as the report of a step. What the system says of paths outside the workspace's view stays out of the message. */
export function reportOf(error: unknown): FailureReport {
  if (error instanceof FileProblem) return { code: error.code, message: error.message, retryable: error.retryable, ...(error.details === undefined ? {} : { details: error.details }) }
  const errno = errnoOf(error)
  const known = errno === undefined ? undefined : BY_SYSTEM[errno]
  if (known) return { code: known[0], message: `${known[1]} (${errno})`, retryable: false }
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return { code: 'DISK_FULL', message: `there is no space left (${errno})`, retryable: true }
  return { code: 'FILE_ERROR', message: `the file system failed: ${errno ?? (error instanceof Error ? error.message : String(error))}`, retryable: true }
}

/** The system's name of an error, such as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
