import { catalog } from '@eddy/steps/contract'
import { walkSteps, type Step } from '@eddy/workflow'
import type { Definition } from './definition.ts'
import type { NewRun } from './new-run.ts'

const known = new WeakMap<Definition, boolean>()

/**
 * Whether a run may begin before its row is written. What has an effect waits for its events to be stored, and so for the row; the rest must stay within the
 * run: no question, wait or task, which are kept in tables that name the run, no reading of what is outside, and no concurrency key that others wait for.
 */
export function mayOpen({ definition, record, kept, origin }: Pick<NewRun, 'definition' | 'record' | 'kept' | 'origin'>): boolean {
  if (record !== null || kept !== undefined || origin !== undefined) return false
  const found = known.get(definition) ?? keepsToItself(definition)
  known.set(definition, found)
  return found
}

function keepsToItself({ document, composed }: Definition): boolean {
  return [document, ...Object.values(composed)].every((one) => one.options?.concurrency === undefined && [...walkSteps(one)].every(({ step }) => WITHIN.has(step.kind) || waitsToBeStored(step)))
}

/** These do nothing but reckon, and hold what does. */
const WITHIN: ReadonlySet<string> = new Set(['debug', 'expression', 'template', 'collect', 'group', 'switch', 'map', 'reduce', 'repeat', 'race', 'compose', 'rules', 'code', 'fail'])

function waitsToBeStored(step: Step): boolean {
  const contract = catalog.get(step.kind)
  if (contract === undefined || contract.native) return false
  const effects = typeof contract.effects === 'function' ? contract.effects(step) : contract.effects
  return effects.length > 0
}
