import { mapSteps, type Argument, type Step, type WorkflowDocument } from '@eddy/workflow'

/** What a small drawing of a workflow needs: its steps by name and kind, what leads to what, and where they stand. A document still. */
export function sketchOf(document: WorkflowDocument): WorkflowDocument {
  const { eddy, name, steps, handlers, failure, view } = mapSteps(document, bare)
  return { eddy, name, steps, ...(handlers ? { handlers } : {}), ...(failure ? { failure } : {}), ...(view?.positions ? { view: { positions: view.positions } } : {}) }
}

function bare({ name, kind, arguments: given, waitFor, compensate, undo, check, steps, branches }: Step): Step {
  const data = (given ?? []).filter(({ from }) => 'result' in from).map(({ name: as, from }): Argument => ({ name: as, from }))
  return {
    name,
    kind,
    ...(data.length > 0 ? { arguments: data } : {}),
    ...(waitFor?.length ? { waitFor } : {}),
    ...(compensate === undefined ? {} : { compensate }),
    ...(undo === undefined ? {} : { undo }),
    ...(check === undefined ? {} : { check }),
    ...(steps ? { steps } : {}),
    ...(branches ? { branches: branches.map((branch) => ({ steps: branch.steps, ...(branch.name === undefined ? {} : { name: branch.name }) })) } : {}),
  }
}
