import type { Problem } from '@eddy/workflow'

/** The caller's fault: a workflow or an input that cannot be run. Nothing has been. Its message has a sentence for each of `problems`. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  constructor(
    readonly code: 'INVALID_WORKFLOW' | 'INVALID_INPUT' | 'RESERVED_KIND' | 'CANCELLED',
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super([message, ...problems.map((problem) => (problem.hint === undefined ? problem.message : `${problem.message} ${problem.hint}`))].join('\n'))
  }
}
