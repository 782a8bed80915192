import type { Json, WorkflowDocument } from '@eddy/workflow'
import type { StepView } from '@eddy/engine'
import { edgesOf, type Edge } from '../store/document/edges.ts'

/** A value that a line of the drawing carried: the source's, by way of path and transform, as an argument of the target. */
export interface Carried {
  readonly argument: string
  readonly path: readonly (string | number)[]
  readonly transform: string | undefined
  /** Undefined until the target has started. */
  readonly value: Json | undefined
}

export function edgeOf(document: WorkflowDocument, id: string): Edge | undefined {
  return edgesOf(document).find((edge) => edge.id === id)
}

/** The data lines that lead to a step, as drawn. */
export function edgesInto(document: WorkflowDocument, path: string): readonly Edge[] {
  const drawn = path.replaceAll(/\[\d+\]/g, '')
  return edgesOf(document).filter((edge) => edge.kind === 'data' && edge.target === drawn)
}

/** `arguments` as the target's definition has them. */
export function carriedBy(edge: Edge, target: StepView | undefined, definitions: readonly { readonly name: string; readonly path?: readonly (string | number)[]; readonly transform?: string }[]): readonly Carried[] {
  const names = edge.label?.split(', ') ?? []
  return names.map((argument) => {
    const definition = definitions.find(({ name }) => name === argument)
    return { argument, path: definition?.path ?? [], transform: definition?.transform, value: target?.arguments?.[argument] }
  })
}

/**
 * The step at the one end of a line, by the step of the run at its other end: what lies in the same element has its indices
 * (`each[3].a` beside `each[3].b`).
 */
export function besides(path: string, other: string): string {
  const at = path.split('.')
  const drawn = other.split('.')
  return drawn.map((name, index) => (index < drawn.length - 1 && at[index]?.replace(/\[\d+\]$/, '') === name ? at[index] : name)).join('.')
}

/** The steps of the run that one card stands for, in the order in which they were reached. */
export function placesOf(steps: readonly StepView[], drawn: string): readonly string[] {
  return steps.flatMap(({ path }) => (path.replaceAll(/\[\d+\]/g, '') === drawn ? [path] : []))
}
