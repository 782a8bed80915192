import type { Argument, Step, WorkflowDocument } from '../document.ts'
import { mapSteps } from '../map-steps.ts'
import type { ScopedStep, ScopeTree } from '../scope-tree.ts'

export interface Replacing {
  readonly argument: (argument: Argument) => Argument
  /** What is waited for in its place; undefined: nothing. */
  readonly wait: string | undefined
}

/** Takes a step of the top level out of a document; what mentioned it mentions something else. */
export function withoutStep(tree: ScopeTree, gone: ScopedStep, { argument, wait }: Replacing): WorkflowDocument {
  const nodes = new Map(tree.steps.map((node) => [node.pointer, node]))
  const changed = mapSteps(tree.document, (step, pointer) => {
    const node = nodes.get(pointer)
    return node?.sources.includes(gone) ? referring(step, { node, gone, argument, wait }) : step
  })
  const { view } = changed
  const positions = view?.positions && Object.fromEntries(Object.entries(view.positions).filter(([path]) => path !== gone.path))
  return { ...changed, steps: changed.steps.filter(({ name }) => name !== gone.step.name), ...(view && { view: { ...view, ...(positions && { positions }) } }) }
}

function referring(step: Step, { node, gone, argument, wait }: Replacing & { readonly node: ScopedStep; readonly gone: ScopedStep }): Step {
  const meant = (name: string) => node.references.some((reference, index) => reference.name === name && node.sources[index] === gone)
  const args = step.arguments?.map((one) => ('result' in one.from && meant(one.from.result) ? argument(one) : one))
  const { waitFor, ...rest } = step
  const waits = waitFor && [...new Set(waitFor.flatMap((name) => (meant(name) ? (wait === undefined ? [] : [wait]) : [name])))]
  return { ...rest, ...(args && { arguments: args }), ...(waits && waits.length > 0 && { waitFor: waits }) }
}
