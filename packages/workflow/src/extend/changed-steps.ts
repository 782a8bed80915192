import canonicalize from 'canonicalize'
import { walkSteps } from '../walk-steps.ts'
import type { Step, WorkflowDocument } from '../document.ts'

/** What happened to a step between two versions of a document. A renamed one is removed under its old name and added under the new. */
export interface StepChange {
  readonly step: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Fields whose value is another; `steps` and `branches` say only that the list of inner steps is another, not that one of them changed. */
  readonly fields: readonly string[]
}

/** By path; those of the older version first. Order among siblings carries no meaning and is no change. */
export function changedSteps(older: WorkflowDocument, newer: WorkflowDocument): StepChange[] {
  const before = stepsByPath(older)
  const after = stepsByPath(newer)
  const changes: StepChange[] = []
  for (const [step, old] of before) {
    const now = after.get(step)
    const fields = now ? changedFields(old, now) : []
    if (!now) changes.push({ step, kind: 'removed', fields })
    else if (fields.length > 0) changes.push({ step, kind: 'changed', fields })
  }
  for (const step of after.keys()) if (!before.has(step)) changes.push({ step, kind: 'added', fields: [] })
  return changes
}

function stepsByPath(document: WorkflowDocument): ReadonlyMap<string, Flat> {
  return new Map([...walkSteps(document)].map(({ path, step, lane }) => [path, flat(step, lane)]))
}

type Flat = { readonly [field: string]: unknown }

function flat(step: Step, lane: string): Flat {
  const { steps, branches, ...own } = step
  return {
    ...own,
    lane,
    ...(steps && { steps: steps.map(({ name }) => name).sort() }),
    ...(branches && { branches: branches.map((branch) => ({ ...branch, steps: branch.steps.map(({ name }) => name).sort() })) }),
  }
}

function changedFields(old: Flat, now: Flat): string[] {
  const fields = new Set([...Object.keys(old), ...Object.keys(now)])
  return [...fields].filter((field) => canonicalize(old[field]) !== canonicalize(now[field]))
}
