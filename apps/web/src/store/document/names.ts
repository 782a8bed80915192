import type { WorkflowDocument } from '@eddy/workflow'
import { type Scope, stepIndex } from './locate.ts'
import { stepsOf } from './scope-steps.ts'

/** An identifier out of any words: `Charge the card!` becomes `charge_the_card`. */
export function identifier(words: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 56)
  return name || 'step'
}

export function uniqueName(wanted: string, taken: Pick<ReadonlySet<string>, 'has'>): string {
  const base = identifier(wanted)
  if (!taken.has(base)) return base
  // a copy of `debug_2` is `debug_3`
  const stem = base.replace(/_\d+$/, '')
  for (let number = 2; ; number++) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`
}

/** Names that a new step of this scope may not have: its scope's, and at the top steps and handlers share one. */
export function takenNames(document: WorkflowDocument, scope: Scope): Set<string> {
  if (scope.kind === 'container') return new Set(stepsOf(document, scope).map((step) => step.name).concat(branchNames(document, scope.path)))
  const names = new Set<string>()
  for (const steps of [document.steps, document.handlers ?? [], document.failure?.steps ?? []]) for (const { name } of steps) names.add(name)
  return names
}

/** Branches of one switch share their paths, so they must share their names too. */
function branchNames(document: WorkflowDocument, path: string): string[] {
  return [...stepIndex(document).values()].filter((found) => found.parent === path).map((found) => found.step.name)
}

/** Names of every step of the document: one that is none of them means the same in each scope. */
export function allNames(document: WorkflowDocument): Set<string> {
  return new Set([...stepIndex(document).values()].map(({ step }) => step.name))
}
