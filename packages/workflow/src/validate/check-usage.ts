import type { ScopedStep } from '../scope-tree.ts'
import { handlerReferences } from '../step-references.ts'
import { report, reportStep, type Checking } from './checking.ts'
import { graphOfTree, upstream } from '../graph.ts'

/** Advice on what is declared and does nothing: inputs, handlers, steps, waits. */
export function checkUsage(checking: Checking): void {
  checkUnusedInputs(checking)
  checkUnusedHandlers(checking)
  checkUnusedSteps(checking)
  checkRedundantWaits(checking)
}

function checkUnusedInputs(checking: Checking): void {
  const { document, steps } = checking.tree
  if (document.inputs === undefined || document.inputs.length === 0) return
  const used = new Set(steps.flatMap(({ step }) => (step.arguments ?? []).flatMap(({ from }) => ('input' in from ? [from.input] : []))))
  document.inputs?.forEach(({ name }, index) => {
    if (name !== '' && !used.has(name)) report(checking, 'UNUSED_INPUT', { path: `/inputs/${index}`, message: `No step takes the input "${name}".`, hint: 'Use it in an argument, or remove it.' })
  })
}

function checkUnusedHandlers(checking: Checking): void {
  if (checking.tree.handlers.steps.length === 0) return
  const used = new Set(checking.tree.steps.flatMap(({ step }) => handlerReferences(step).map(({ name }) => name)))
  for (const node of checking.tree.handlers.steps) {
    if (node.step.name !== '' && !used.has(node.step.name)) reportStep(checking, node, { code: 'UNUSED_HANDLER', message: `No step names the handler "${node.path}".`, hint: 'Name it in undo, compensate or check of a step, or remove it.' })
  }
}

function checkUnusedSteps(checking: Checking): void {
  const { top, steps, document } = checking.tree
  const used = new Set<ScopedStep | undefined>()
  for (const { sources } of steps) for (const source of sources) used.add(source)
  const useful = usefulByThemselves(checking)
  for (const node of steps) {
    if (node.scope.lane !== 'steps' || used.has(node) || useful.has(node) || isReturn(node)) continue
    reportStep(checking, node, { code: 'UNUSED_STEP', message: `Nothing uses the result of "${node.path}", and it has no other effect.`, hint: 'Take its result somewhere, return it, or remove it.' })
  }
  if (document.options?.evaluation === 'lazy') reportNeverRun(checking, document.return ?? top.steps.at(-1)?.step.name)
}

/** In a lazy workflow only what the return step needs is run. */
function reportNeverRun(checking: Checking, returns: string | undefined): void {
  const graph = graphOfTree(checking.tree).scopes[0]
  if (!graph || returns === undefined || !checking.tree.top.byName.has(returns)) return
  const needed = upstream(graph, returns)
  const reported = new Set(checking.problems.filter(({ code }) => code === 'UNUSED_STEP').map(({ path }) => path))
  for (const node of checking.tree.top.steps) {
    if (needed.has(node.step.name) || node.step.name === returns || reported.has(node.pointer)) continue
    reportStep(checking, node, { code: 'UNUSED_STEP', message: `The step "${node.path}" is never run: evaluation is lazy, and "${returns}" does not need it.`, hint: 'Let the returned step need it, or evaluate eagerly.' })
  }
}

function isReturn({ step, scope }: ScopedStep): boolean {
  return scope.returns === undefined ? scope.steps.at(-1)?.step === step : scope.returns === step.name
}

/** Steps that are there for more than their value, and the containers around them. */
function usefulByThemselves({ tree, kinds }: Checking): ReadonlySet<ScopedStep> {
  const useful = new Set<ScopedStep>()
  for (const node of tree.steps) {
    if (!isForItsValue(node, kinds.get(node))) for (let at: ScopedStep | undefined = node; at && !useful.has(at); at = at.scope.owner) useful.add(at)
  }
  return useful
}

const PURPOSEFUL = new Set(['debug', 'fail', 'compose'])

function isForItsValue({ step }: ScopedStep, view: ReturnType<Checking['kinds']['get']>): boolean {
  if (!view || PURPOSEFUL.has(step.kind) || view.contract.group === 'wait' || view.contract.group === 'human') return false
  // a guard may be the point: it can stop the run; and what has a role of its own or can be undone does something
  return view.defaults.effects.length === 0 && view.defaults.role === 'retriable' && step.role === undefined && step.name !== '' && !step.guards?.length
}

function checkRedundantWaits(checking: Checking): void {
  for (const node of checking.tree.steps) {
    const { references, step } = node
    if (step.waitFor === undefined || step.waitFor.length === 0) continue
    const taken = new Set(references.flatMap(({ kind, name }) => (kind === 'data' ? [name] : [])))
    const waited = new Set<string>()
    for (const { kind, name, pointer } of references) {
      if (kind !== 'wait' || name === '') continue
      const why = taken.has(name) ? 'an argument takes its result already' : waited.has(name) ? 'it does so already' : undefined
      if (why) reportStep(checking, node, { code: 'REDUNDANT_WAIT', at: pointer, message: `The step "${node.path}" need not wait for "${name}": ${why}.`, hint: 'Remove it from waitFor.' })
      waited.add(name)
    }
  }
}
