/** Why a machine cannot do what it should; becomes the step's failure. */
export class MachineProblem extends Error {
  constructor(
    readonly code: 'NO_EVENT' | 'NO_KEY' | 'NO_TRANSITION' | 'UNKNOWN_STATE' | 'UNDO_CONFLICT' | 'CANCELLED',
    message: string,
  ) {
    super(message)
  }
}
