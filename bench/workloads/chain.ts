import type { Step } from '@eddy/workflow'
import { from, names } from '../run-eddy.ts'

/** Steps that each take the value of the one before. */
export function chainSteps(n: number, kind: string): readonly Step[] {
  const all = names(n)
  return all.map((name, i) => ({ name, kind, ...(i === 0 ? {} : { arguments: [from('x', all[i - 1]!)] }) }))
}

export const plusOne = (x: unknown): number => (typeof x === 'number' ? x : 0) + 1
