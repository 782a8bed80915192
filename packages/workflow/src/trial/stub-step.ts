import type { Step } from '../document.ts'
import { stepReferences } from '../step-references.ts'

/**
 * A step that answers in the place of another: without effects, inner steps, undo or cache, since it does nothing that could be undone
 * or kept. What decides when it runs, and what its failure leads to, stays.
 */
export function stubStep(step: Step): Step {
  const { name, title, description, guards, mode, priority, retry, onError, compensate, role } = step
  const args = step.arguments
  const waitFor = [...new Set([...(step.waitFor ?? []), ...outwardNames(step)])]
  const kept = { title, description, arguments: args, guards, mode, priority, retry, onError, compensate, ...(role === 'pivot' ? { role } : {}), ...(waitFor.length > 0 ? { waitFor } : {}) }
  return { ...present(kept), ...answering(name) }
}

/** A step that answers at once: it takes nothing and waits for nothing. */
export function bareStub({ name, title }: Step): Step {
  return { ...present({ title }), ...answering(name) }
}

/** The value is never used: whoever performs the step answers with what is pinned. */
function answering(name: string): Step {
  return { name, kind: 'expression', config: { expr: 'null' } }
}

/** Names that the steps inside take from outside: with the inside gone, the stub itself waits for them. */
function outwardNames(step: Step): readonly string[] {
  const scopes = [step.steps ?? [], ...(step.branches ?? []).map((branch) => branch.steps)]
  return scopes.flatMap((steps) => {
    const local = new Set(steps.map(({ name }) => name))
    return steps.flatMap((inner) => [...stepReferences(inner).map(({ name }) => name), ...outwardNames(inner)]).filter((name) => !local.has(name))
  })
}

function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // the same fields less the undefined ones
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
