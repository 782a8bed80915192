import type { Problem } from '@eddy/workflow'

/** Problems by step path; those of the workflow itself are under the empty path. Errors come first. */
export function problemsByStep(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const by = new Map<string, Problem[]>()
  for (const problem of problems) {
    const path = problem.step ?? ''
    const list = by.get(path)
    if (list) list.push(problem)
    else by.set(path, [problem])
  }
  for (const list of by.values()) list.sort((left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'))
  return by
}
