import type { Json, WorkflowDocument } from '@eddy/workflow'
import type { FieldProblem } from '../ui/schema-form/form-context.ts'
import type { JsonObject } from '../ui/schema-form/json-value.ts'
import { isJsonObject, isRecord } from '../ui/schema-form/json-value.ts'

/** A value for the form from elsewhere, such as a sample or an earlier run. */
export function inputFrom(value: Json): JsonObject {
  return isJsonObject(value) ? value : {}
}

export interface Refusal {
  readonly message: string
  /** Problems by the name of the input they belong to, at pointers into that input. */
  readonly byInput: ReadonlyMap<string, readonly FieldProblem[]>
  /** Problems that belong to no input. */
  readonly others: readonly FieldProblem[]
}

/** Sorts what the server said against a start (`data.eddy.details`) to the fields of the form. */
export function refusalOf(error: unknown, document: WorkflowDocument): Refusal {
  const data = saidOf(error)
  const byInput = new Map<string, FieldProblem[]>()
  const others: FieldProblem[] = []
  for (const found of (Array.isArray(data.details) ? data.details : []).flatMap(problemOf)) {
    const place = placeOf(found.path, document)
    if (place) byInput.set(place.name, [...(byInput.get(place.name) ?? []), { ...found, path: place.path }])
    else others.push(found)
  }
  return { message: textOf(data.message) ?? (error instanceof Error ? error.message : String(error)), byInput, others }
}

function saidOf(error: unknown): { readonly [key: string]: unknown } {
  return isRecord(error) && isRecord(error.data) && isRecord(error.data.eddy) ? error.data.eddy : {}
}

function problemOf(problem: unknown): readonly FieldProblem[] {
  if (!isRecord(problem) || typeof problem.message !== 'string') return []
  return [{ path: textOf(problem.path) ?? '', message: problem.message, hint: textOf(problem.hint) }]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** `/hotel/nights`, `/input/hotel/nights` and `/inputs/0` all mean the input `hotel`. */
function placeOf(pointer: string, document: WorkflowDocument): { readonly name: string; readonly path: string } | undefined {
  const inputs = document.inputs ?? []
  const segments = pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  const nameAt = (index: number) => inputs.find((input) => input.name === segments[index])?.name
  const numbered = segments[0] === 'inputs' ? inputs[Number(segments[1])]?.name : undefined
  const [name, used] = nameAt(0) ? [nameAt(0), 1] : [nameAt(1) ?? numbered, 2]
  return name === undefined ? undefined : { name, path: pointer.split('/').slice(1 + used).map((segment) => `/${segment}`).join('') }
}
