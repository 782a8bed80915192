import type { Problem } from '@eddy/workflow'

/** The author's fault: changes that a document does not take. Its message has a sentence for each of `problems`. */
export class EditError extends Error {
  override readonly name = 'EditError'
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`)).join('\n'))
  }
}
