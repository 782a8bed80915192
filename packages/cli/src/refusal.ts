import type { Problem } from '@eddy/workflow'

/** What a command cannot begin with: all its problems at once. Ends with exit code 2; nothing was run. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message)
  }
}

/** A refusal that is no more than a sentence. */
export function problemOf(code: string, message: string): Problem {
  return { code, severity: 'error', path: '', message }
}

/** `error CYCLE at /steps/0 (a): message` and its hint on the next line. */
export function describeProblem(problem: Problem): string {
  const where = problem.path === '' ? '' : ` at ${problem.path}`
  const step = problem.step === undefined ? '' : ` (${problem.step})`
  const hint = problem.hint === undefined ? '' : `\n    ${problem.hint}`
  return `${problem.severity} ${problem.code}${where}${step}: ${problem.message}${hint}`
}
