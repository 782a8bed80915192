import { createDidYouMean } from '../did-you-mean.ts'
import { mapSteps } from '../map-steps.ts'
import { renameStep } from '../rename.ts'
import { plainDocumentFields, plainStepFields, stepSchema } from '../schema.ts'
import { walkSteps } from '../walk-steps.ts'
import { editList, listOf } from './edit-list.ts'
import { findStep } from './find-step.ts'
import type { Step, WorkflowDocument } from '../document.ts'
import type { Patch } from './extension.ts'
import type { ExtensionFault } from './extension-problem.ts'

export type Patched = { readonly document: WorkflowDocument } | { readonly fault: ExtensionFault }

/** Carries out one patch, or says what stands against it. */
export function applyPatch(document: WorkflowDocument, patch: Patch): Patched {
  switch (patch.op) {
    case 'set':
    case 'unset':
      return changeField(document, patch)
    case 'add':
      return addStep(document, patch)
    case 'remove':
      return removeStep(document, patch.step)
    case 'rename':
      return rename(document, patch)
    case 'option':
      return setOption(document, patch)
    case 'input':
      return putInput(document, patch)
    case 'return':
      return setReturn(document, patch.step)
  }
}

type Op<Name extends Patch['op']> = Extract<Patch, { readonly op: Name }>

const FIELDS: ReadonlySet<string> = new Set([...Object.keys(plainStepFields), 'steps', 'branches'])

function changeField(document: WorkflowDocument, patch: Op<'set'> | Op<'unset'>): Patched {
  const { step: path, field } = patch
  const found = findStep(document, path)
  if (!found) return unknownStep(document, path)
  if (!FIELDS.has(field)) return { fault: { code: 'NO_SUCH_FIELD', step: path, message: `A step has no field "${field}".`, hint: createDidYouMean()(field, FIELDS) } }
  if (field === 'name') return { fault: { code: 'NO_SUCH_FIELD', step: path, message: 'The name is not set like a field: other steps refer to it.', hint: 'Use a "rename" patch.' } }
  const { [field]: _old, ...others }: { readonly [field: string]: unknown } = { ...found.step }
  // read by its schema: a value from outside becomes a field only if it has the field's shape
  const read = stepSchema.safeParse(patch.op === 'set' ? { ...others, [field]: patch.value } : others)
  if (read.success) return { document: mapSteps(document, (step, pointer) => (pointer === found.pointer ? read.data : step)) }
  const what = patch.op === 'set' ? `"${field}" of "${path}" cannot be set to this` : `"${path}" cannot be without "${field}"`
  return { fault: { code: 'BAD_FIELD_VALUE', step: path, message: `${what}: ${read.error.issues[0]?.message ?? 'it has another shape.'}` } }
}

const LANES = { handlers: '/handlers', failure: '/failure/steps' } as const

function addStep(document: WorkflowDocument, { step, after, lane }: Op<'add'>): Patched {
  const before = after === undefined ? undefined : findStep(document, after)
  if (after !== undefined && !before) return unknownStep(document, after)
  const prefix = after?.includes('.') ? after.slice(0, after.lastIndexOf('.') + 1) : ''
  const path = prefix + step.name
  if (findStep(document, path)) return { fault: { code: 'NAME_TAKEN', step: path, message: `There is a step "${path}" already.`, hint: 'Give the added one another name, or patch the one that is there.' } }
  if (!before) return { document: editList(document, lane ? LANES[lane] : '/steps', (steps) => [...steps, step]) }
  const { list, index } = listOf(before.pointer)
  return { document: editList(document, list, (steps) => steps.toSpliced(index + 1, 0, step)) }
}

function removeStep(document: WorkflowDocument, path: string): Patched {
  const found = findStep(document, path)
  if (!found) return unknownStep(document, path)
  const { list, index } = listOf(found.pointer)
  return { document: withoutPositions(withoutEmptyLanes(editList(document, list, (steps) => steps.toSpliced(index, 1))), path) }
}

/** The failure lane must have steps; a lane of which the last is removed goes with it. */
function withoutEmptyLanes({ handlers, failure, ...document }: WorkflowDocument): WorkflowDocument {
  const filled = (steps: readonly Step[] | undefined) => steps !== undefined && steps.length > 0
  return { ...document, ...(filled(handlers) && handlers && { handlers }), ...(filled(failure?.steps) && failure && { failure }) }
}

function withoutPositions(document: WorkflowDocument, path: string): WorkflowDocument {
  const { view } = document
  if (!view?.positions) return document
  const positions = Object.fromEntries(Object.entries(view.positions).filter(([key]) => key !== path && !key.startsWith(`${path}.`)))
  return { ...document, view: { ...view, positions } }
}

function rename(document: WorkflowDocument, { step, to }: Op<'rename'>): Patched {
  if (!findStep(document, step)) return unknownStep(document, step)
  const renaming = renameStep(document, step, to)
  return renaming.ok ? { document: renaming.document } : { fault: { code: 'RENAME_REFUSED', step, message: `"${step}" cannot be renamed. ${renaming.reason}` } }
}

function putInput(document: WorkflowDocument, { input }: Op<'input'>): Patched {
  const inputs = document.inputs ?? []
  const known = inputs.some(({ name }) => name === input.name)
  return { document: { ...document, inputs: known ? inputs.map((other) => (other.name === input.name ? input : other)) : [...inputs, input] } }
}

function setReturn(document: WorkflowDocument, name: string): Patched {
  const names = document.steps.map((step) => step.name)
  if (names.includes(name)) return { document: { ...document, return: name } }
  return { fault: { code: 'NO_SUCH_RETURN', message: `"${name}" is no top-level step, so the workflow cannot return it.`, hint: createDidYouMean()(name, names) } }
}

function setOption(document: WorkflowDocument, { field, value }: Op<'option'>): Patched {
  const { options = {}, ...rest } = document
  const { [field]: _old, ...others } = options
  const read = plainDocumentFields.options.safeParse(value === null ? others : { ...others, [field]: value })
  if (!read.success) return { fault: { code: 'BAD_OPTION', message: `The option "${field}" cannot be set to this: ${read.error.issues[0]?.message ?? 'it has another shape.'}` } }
  const kept = read.data ?? {}
  return { document: Object.keys(kept).length === 0 ? rest : { ...rest, options: withoutUndefined(kept) } }
}

/** What the schema read has every key that was given, never one that says undefined; its type does not know that. */
function withoutUndefined(options: object): NonNullable<WorkflowDocument['options']> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function unknownStep(document: WorkflowDocument, path: string): Patched {
  const paths = [...walkSteps(document)].map((walked) => walked.path)
  return { fault: { code: 'NO_SUCH_STEP', step: path, message: `There is no step "${path}".`, hint: createDidYouMean()(path, paths) } }
}
