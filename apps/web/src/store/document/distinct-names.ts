import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Located, resolveName } from './locate.ts'
import { uniqueName } from './names.ts'
import { copied } from './rename-copies.ts'

/**
 * Steps out of several scopes, which may be called the same, as they can stand beside each other: the first keeps its name, later ones get names of
 * their own, and what is said of them among the steps follows. `taken`: names of others that will stand there. O(steps), times the names that are
 * there twice.
 */
export function distinctNames(document: WorkflowDocument, steps: readonly Located[], taken: ReadonlySet<string>): readonly Step[] {
  const all = new Set([...taken, ...steps.map(({ step }) => step.name)])
  const used = new Set(taken)
  const renamed = new Map<string, string>()
  for (const { path, step } of steps) {
    if (used.has(step.name)) {
      const name = uniqueName(step.name, all)
      all.add(name)
      renamed.set(path, name)
    }
    used.add(step.name)
  }
  if (renamed.size === 0) return steps.map(({ step }) => step)
  const twice = new Set(steps.flatMap(({ path, step }) => (renamed.has(path) ? [step.name] : [])))
  return steps.map(({ step, scope }) => {
    const names = new Map([...twice].flatMap((name) => {
      const path = resolveName(document, scope, name)
      const to = path === undefined ? undefined : renamed.get(path)
      return to === undefined ? [] : [[name, to] as const]
    }))
    return names.size === 0 ? step : copied(step, { ...asItWas, names, containers: new Set(scope.kind === 'container' ? scope.path.split('.') : []) })
  })
}

/** All that is referred to stays: what it means where the copy goes is seen when it is there. */
const asItWas = { known: () => true, handlers: new Map<string, string>(), knownHandler: () => true, onLost: () => {} }
