import type { Json } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'

/** A key or a list of keys, each once and in order, so that those who claim some of the same meet at the same one first. */
export function keysFrom(value: Json): readonly string[] {
  const keys = isList(value) ? value : [value]
  if (keys.length === 0) return []
  const texts = keys.map((key) => (typeof key === 'number' ? String(key) : key))
  if (!texts.every((key) => typeof key === 'string' && key.trim() !== '')) throw new StepProblem({ code: 'NO_KEY', message: `a key must be a text that is not empty, and these are ${JSON.stringify(value)}`, retryable: false })
  return [...new Set(texts.filter((key) => typeof key === 'string'))].toSorted()
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
