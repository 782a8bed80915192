import type { Problem } from '../catalog.ts'

/** Every reason for which an extension cannot be applied; all are errors. */
export const extensionProblemCodes = ['WRONG_BASE', 'NO_SUCH_STEP', 'NAME_TAKEN', 'NO_SUCH_FIELD', 'BAD_FIELD_VALUE', 'BAD_OPTION', 'RENAME_REFUSED', 'STEP_IN_USE', 'NO_SUCH_RETURN'] as const
export type ExtensionProblemCode = (typeof extensionProblemCodes)[number]

export interface ExtensionFault {
  readonly code: ExtensionProblemCode
  readonly step?: string
  readonly message: string
  readonly hint?: string | undefined
}

/** `path` is a JSON pointer into the extension. */
export function extensionProblem({ code, step, message, hint }: ExtensionFault, path: string): Problem {
  return { code, severity: 'error', path, ...(step !== undefined && { step }), message, ...(hint !== undefined && { hint }) }
}
