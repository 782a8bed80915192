import { describeDiff } from '../diff/describe-diff.ts'
import { alignedWith, diffDocuments, isSameWorkflow } from '../diff/diff-documents.ts'
import { findRenames } from '../three-way/find-renames.ts'
import { mapSteps } from '../map-steps.ts'
import { walkSteps, type WalkedStep } from '../walk-steps.ts'
import { applyExtension } from './apply-extension.ts'
import { changedSteps, type StepChange } from './changed-steps.ts'
import { listOf } from './edit-list.ts'
import type { Json, Options, Step, WorkflowDocument } from '../document.ts'
import type { Patch, WorkflowExtension } from './extension.ts'

export type ExtensionBetween =
  | { readonly ok: true; readonly extension: WorkflowExtension }
  /** What no patch can say, one sentence each. */
  | { readonly ok: false; readonly reasons: readonly string[] }

/**
 * The extension of a base that comes to a document: what the document does unlike it. The places of cards, notes, title and description
 * count for nothing. Checked by applying it, so that what it gives is right whatever it was made of. Linear, but for renames.
 */
export function extensionBetween(base: WorkflowDocument, document: WorkflowDocument, reference: string): ExtensionBetween {
  const { name, title, description } = document
  const wanted = { ...document, name: base.name }
  const told = { eddy: 1, name, ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) } as const
  const apply = (patches: readonly Patch[]) => applyExtension(base, { ...told, extends: base.name, patches })
  const changes = patchesBetween(base, wanted)
  const changed = apply(changes)
  const patches = changed.ok ? [...changes, ...returnsBetween(changed.document, wanted)] : changes
  const applied = apply(patches)
  if (!applied.ok) return { ok: false, reasons: applied.problems.map(({ message }) => message) }
  const left = diffDocuments(plain(applied.document), plain(wanted))
  return isSameWorkflow(left) ? { ok: true, extension: { ...told, extends: reference, patches } } : { ok: false, reasons: describeDiff(left) }
}

/** Without what an extension says of itself, and with what is returned said outright: the last declared step may have been declared elsewhere. */
function plain({ title: _title, description: _description, tags: _tags, ...document }: WorkflowDocument): WorkflowDocument {
  return sayingReturns(document)
}

function sayingReturns(document: WorkflowDocument): WorkflowDocument {
  const outright = mapSteps(document, (step) => ({ ...step, ...returning(step), ...(step.branches && { branches: step.branches.map((branch) => ({ ...branch, ...returning(branch) })) }) }))
  return { ...outright, ...returning(outright) }
}

function returning(scope: { readonly return?: string; readonly steps?: readonly Step[] }): { readonly return?: string } {
  const name = returned(scope)
  return name === undefined ? {} : { return: name }
}

/** The step whose value a scope has: a patch cannot put a step before all others, so that another may have come to stand last. */
function returned(scope: { readonly return?: string; readonly steps?: readonly Step[] } | undefined): string | undefined {
  return scope?.return ?? scope?.steps?.at(-1)?.name
}

function returnsBetween(is: WorkflowDocument, wanted: WorkflowDocument): readonly Patch[] {
  const places = placesOf(is)
  const inner = [...placesOf(wanted)].flatMap(([step, walked]): Patch[] => {
    const value = returned(walked.step)
    return value === undefined || value === returned(places.get(step)?.step) ? [] : [{ op: 'set', step, field: 'return', value }]
  })
  const value = returned(wanted)
  return value === undefined || value === returned(is) ? inner : [...inner, { op: 'return', step: value }]
}

function patchesBetween(base: WorkflowDocument, wanted: WorkflowDocument): readonly Patch[] {
  const { document: aligned } = alignedWith(base, wanted)
  const [before, after] = [placesOf(aligned), placesOf(wanted)]
  const all = changedSteps(aligned, wanted)
  const whole = new Set(all.filter((change) => isSetWhole(change, { before, after })).map(({ step }) => step))
  const changes = all.filter(({ step }) => !containersOf(step).some((around) => whole.has(around)))
  const gone = changes.filter(({ kind, step }) => kind === 'removed' || movedLane(step, before, after)).map(({ step }) => step)
  const value = returned(wanted)
  const come = changes.filter(({ kind, step }) => kind === 'added' || movedLane(step, before, after)).map(({ step }) => step)
  return [
    ...findRenames(base, wanted).map(({ path, name }): Patch => ({ op: 'rename', step: path, to: name })),
    ...outermost(gone).map((step): Patch => ({ op: 'remove', step })),
    ...outermost([...after.keys()].filter((path) => come.includes(path))).flatMap((path) => added(after, path)),
    ...changes.filter(({ kind, step }) => kind === 'changed' && !come.includes(step)).flatMap(({ step, fields }) => changedFields(after.get(step)?.step, step, fields.filter((field) => field !== 'steps' || whole.has(step)))),
    ...inputs(base, wanted),
    ...options(base, wanted),
    ...(value !== undefined && wanted.return !== aligned.return && value !== aligned.return ? [{ op: 'return' as const, step: value }] : []),
  ]
}

/**
 * What is inside is told at once: of branches, which have conditions too; of a step that has become a container or is none any more;
 * and where a step has come to stand first, since a step is added after another.
 */
function isSetWhole({ kind, step: path, fields }: StepChange, { before, after }: { readonly before: Places; readonly after: Places }): boolean {
  if (kind !== 'changed') return false
  if (fields.includes('branches')) return true
  if (!fields.includes('steps')) return false
  const [was, is] = [before.get(path)?.step.steps, after.get(path)?.step.steps]
  return was === undefined || is === undefined || !was.some(({ name }) => name === is[0]?.name)
}

type Places = ReadonlyMap<string, WalkedStep>

function placesOf(document: WorkflowDocument): Places {
  return new Map([...walkSteps(document)].map((walked) => [walked.path, walked]))
}

function movedLane(path: string, before: Places, after: Places): boolean {
  const [was, is] = [before.get(path)?.lane, after.get(path)?.lane]
  return was !== undefined && is !== undefined && was !== is
}

function outermost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths)
  return paths.filter((path) => !containersOf(path).some((around) => all.has(around)))
}

function containersOf(path: string): readonly string[] {
  const parts = path.split('.')
  return parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('.'))
}

/** After the sibling before it; the first of its list goes to the end of its lane, since order carries no meaning there. */
function added(places: Places, path: string): readonly Patch[] {
  const walked = places.get(path)
  if (!walked) return []
  const { list, index } = listOf(walked.pointer)
  const sibling = [...places.values()].find(({ pointer }) => pointer === `${list}/${index - 1}`)
  if (sibling) return [{ op: 'add', step: walked.step, after: sibling.path }]
  return [{ op: 'add', step: walked.step, ...(walked.lane === 'steps' ? {} : { lane: walked.lane }) }]
}

function changedFields(step: Step | undefined, path: string, fields: readonly string[]): readonly Patch[] {
  if (!step) return []
  return fields.filter((field) => field !== 'lane').map((field): Patch => {
    // a step is JSON
    const value = (step as unknown as { readonly [field: string]: Json | undefined })[field]
    return value === undefined ? { op: 'unset', step: path, field } : { op: 'set', step: path, field, value }
  })
}

function inputs(base: WorkflowDocument, wanted: WorkflowDocument): readonly Patch[] {
  return (wanted.inputs ?? []).filter((input) => JSON.stringify(base.inputs?.find(({ name }) => name === input.name)) !== JSON.stringify(input)).map((input) => ({ op: 'input', input }))
}

function options({ options: was = {} }: WorkflowDocument, { options: is = {} }: WorkflowDocument): readonly Patch[] {
  const fields = new Set([...Object.keys(was), ...Object.keys(is)]) as ReadonlySet<keyof Options>
  return [...fields].filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field])).map((field) => ({ op: 'option', field, value: (is[field] ?? null) as Json }))
}
