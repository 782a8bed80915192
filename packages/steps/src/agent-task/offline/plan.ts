import type { Json } from '@eddy/workflow'
import { StepProblem } from '../../coordination/step-problem.ts'
import { fieldOf, listOf, wordOf } from './reading.ts'

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/latency|_ms|time|slow|p9\d/i, 'cache'],
  [/error|fail|retr/i, 'retry'],
  [/cpu|load|memory|queue/i, 'scale'],
]

/** One improvement for every finding in the arguments, most expected gain first; `limit` bounds them. */
export function plan(args: { readonly [name: string]: Json }, chance: (word: string) => number): Json {
  const findings = findingsIn(args, 4)
  if (findings === undefined) throw new StepProblem({ code: 'BAD_TASK', message: 'to plan, the agent needs a list of findings, objects with a name or an id, somewhere in its arguments', retryable: false })
  const { limit } = args
  const improvements = findings.map((finding, index) => improvement(finding, index, chance)).toSorted((a, b) => b.expectedGain - a.expectedGain)
  return improvements.slice(0, typeof limit === 'number' ? limit : improvements.length)
}

function improvement(finding: Json, index: number, chance: (word: string) => number) {
  const target = wordOf(fieldOf(finding, 'name') ?? fieldOf(finding, 'id'))
  const type = TYPES.find(([pattern]) => pattern.test(target))?.[1] ?? 'tune'
  const [value, limit] = [fieldOf(finding, 'value'), fieldOf(finding, 'limit')]
  const over = typeof value === 'number' && typeof limit === 'number' && value > 0 ? Math.max(0, (value - limit) / value) : 0.05 + chance(target) * 0.25
  const risk = chance(`${target} risk`)
  return { id: `imp_${index + 1}`, target, type, expectedGain: Math.round(over * 100) / 100, risk: risk < 0.6 ? 'low' : risk < 0.9 ? 'medium' : 'high' }
}

/** The first list of objects with a name or an id, outermost first. */
function findingsIn(value: Json, depth: number): readonly Json[] | undefined {
  const list = listOf(value)
  if (list.length > 0 && list.every((item) => fieldOf(item, 'name') !== undefined || fieldOf(item, 'id') !== undefined)) return list
  if (depth === 0 || typeof value !== 'object' || value === null) return undefined
  for (const inner of Object.values(value) as readonly Json[]) {
    const found = findingsIn(inner, depth - 1)
    if (found) return found
  }
  return undefined
}
