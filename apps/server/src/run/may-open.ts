import { walkSteps } from '@eddy/workflow'
import type { Definition } from './definition.ts'
import type { NewRun } from './insert-run.ts'

const known = new WeakMap<Definition, boolean>()

/**
 * Whether a run may begin before its row is written. Not where its first moments reach beyond it: a question or a wait is kept in tables that name the run,
 * and a concurrency key may make others wait for it.
 */
export function mayOpen({ definition, record, kept, origin }: Pick<NewRun, 'definition' | 'record' | 'kept' | 'origin'>): boolean {
  if (record !== null || kept !== undefined || origin !== undefined) return false
  const found = known.get(definition) ?? keepsToItself(definition)
  known.set(definition, found)
  return found
}

function keepsToItself({ document, composed }: Definition): boolean {
  return [document, ...Object.values(composed)].every((one) => one.options?.concurrency === undefined && [...walkSteps(one)].every(({ step: { kind } }) => !REACHING.has(kind) && !kind.startsWith('wait.')))
}

const REACHING: ReadonlySet<string> = new Set(['approval', 'escalate', 'around'])
