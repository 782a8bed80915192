import type { Step } from '../document.ts'
import { graphOfTree, topologicalOrder, upstream, type ScopeGraph } from '../graph.ts'
import { mapSteps } from '../map-steps.ts'
import type { Improvement } from './optimization.ts'
import type { OptimizeReading } from './reading.ts'

/** A wait says nothing when something else makes the step come later anyway: a result that it takes, or another wait behind this one. */
export function dropWaits({ document, tree }: OptimizeReading): Improvement | undefined {
  for (const scope of graphOfTree(tree).scopes) {
    if (topologicalOrder(scope).length !== scope.steps.length) continue
    const nodes = tree.scopes.find(({ pointer }) => pointer === scope.pointer)?.steps ?? []
    for (const { step, pointer, path } of nodes) {
      const found = needless(step, scope)
      if (!found) continue
      const changed = mapSteps(document, (one, at) => (at === pointer ? withoutWait(one, found) : one))
      return { document: changed, change: { pass: 'waits', step: path, message: found.message } }
    }
  }
  return undefined
}

interface Needless {
  readonly index: number
  readonly message: string
}

function needless(step: Step, scope: ScopeGraph): Needless | undefined {
  const waits = step.waitFor ?? []
  const results = (step.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))
  for (const [index, wait] of waits.entries()) {
    if (!scope.steps.includes(wait)) continue
    if (waits.indexOf(wait) !== index) return { index, message: `"${step.name}" waited for "${wait}" twice.` }
    if (results.includes(wait)) return { index, message: `"${step.name}" takes the result of "${wait}", so it need not wait for it besides.` }
    const through = [...results, ...waits].find((other) => other !== wait && upstream(scope, other).has(wait))
    if (through !== undefined) return { index, message: `"${step.name}" comes after "${through}", which comes after "${wait}": it need not wait for that besides.` }
  }
  return undefined
}

function withoutWait(step: Step, { index }: Needless): Step {
  const { waitFor = [], ...rest } = step
  const left = waitFor.filter((_name, at) => at !== index)
  return left.length === 0 ? rest : { ...rest, waitFor: left }
}
