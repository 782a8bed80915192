import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Scope, sameScope, stepIndex } from './locate.ts'
import { stepsOf } from './scope-steps.ts'
import { waysOf } from './ways.ts'

const known = new WeakMap<WorkflowDocument, Map<string, readonly Step[]>>()

/** The steps of a scope as they can run, each as early as its place in the file allows; those of a cycle come last. Computed once per document and scope. */
export function inOrder(document: WorkflowDocument, scope: Scope): readonly Step[] {
  const orders = known.get(document) ?? new Map<string, readonly Step[]>()
  known.set(document, orders)
  const key = JSON.stringify(scope)
  const order = orders.get(key) ?? sorted(stepsOf(document, scope), needsOf(document, scope))
  orders.set(key, order)
  return order
}

/** What each step of a scope needs there, by name: what is inside a container, the container needs. */
export function needsOf(document: WorkflowDocument, scope: Scope): ReadonlyMap<string, ReadonlySet<string>> {
  const { before } = waysOf(document)
  const needs = new Map<string, Set<string>>()
  const index = stepIndex(document)
  const prefix = scope.kind === 'container' ? `${scope.path}.` : ''
  for (const [target, sources] of before) {
    if (!target.startsWith(prefix)) continue
    const name = target.slice(prefix.length).split('.', 1)[0] ?? ''
    const member = index.get(prefix + name)
    if (!member || !sameScope(member.scope, scope)) continue
    const of = needs.get(name) ?? new Set()
    needs.set(name, of)
    for (const source of sources) {
      const from = index.get(source)
      if (from && from.step.name !== name && sameScope(from.scope, scope)) of.add(from.step.name)
    }
  }
  return needs
}

function sorted(steps: readonly Step[], needs: ReadonlyMap<string, ReadonlySet<string>>): readonly Step[] {
  const order: Step[] = []
  const byName = new Map(steps.map((step) => [step.name, step]))
  const open = new Set<string>()
  const neededBy = (step: Step) => [...(needs.get(step.name) ?? [])].flatMap((name) => byName.get(name) ?? [])[Symbol.iterator]()
  // depth first in the order of the file: what a step needs comes right before it. Its own stack, since a chain of 10,000 steps is deeper than the engine's
  const visit = (first: Step) => {
    const stack = [{ step: first, needed: neededBy(first) }]
    open.add(first.name)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.needed.next()
      if (next.done) {
        stack.pop()
        order.push(top.step)
      } else if (!open.has(next.value.name)) {
        open.add(next.value.name)
        stack.push({ step: next.value, needed: neededBy(next.value) })
      }
    }
  }
  for (const step of steps) if (!open.has(step.name)) visit(step)
  return order
}
