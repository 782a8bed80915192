import { walkSteps, type Argument, type Step, type WorkflowDocument } from '@eddy/workflow'

/** A result of an inner step that the one who uses the workflow shall see. */
export interface ExposedOutput {
  /** What it is called outside. */
  readonly as: string
  /** A top-level step. */
  readonly step: string
  readonly path?: readonly (string | number)[] | undefined
}

/** The document returning an object of the chosen results, by a last step of its own. Unchanged when nothing is chosen. */
export function exposeOutputs(document: WorkflowDocument, outputs: readonly ExposedOutput[]): WorkflowDocument {
  if (outputs.length === 0) return document
  const name = freeName(document, 'outputs')
  const step: Step = { name, kind: 'collect', title: 'Outputs', quiet: true, arguments: outputs.map(({ as, step: result, path }): Argument => ({ name: as, from: { result }, ...(path?.length ? { path } : {}) })) }
  return { ...document, steps: [...document.steps, step], return: name }
}

/** What `exposeOutputs` has made a shared document give out; nothing where its author has drawn its return. */
export function exposedOutputs(shared: WorkflowDocument): readonly ExposedOutput[] {
  const last = shared.steps.at(-1)
  if (!last || last.name !== shared.return || last.kind !== 'collect' || last.title !== 'Outputs' || last.quiet !== true) return []
  return (last.arguments ?? []).flatMap(({ name, from, path }) => ('result' in from ? [{ as: name, step: from.result, ...(path ? { path } : {}) }] : []))
}

function freeName(document: WorkflowDocument, wanted: string): string {
  const taken = new Set([...walkSteps(document)].map(({ step }) => step.name))
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`
  return name
}
