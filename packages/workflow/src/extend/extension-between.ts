import { describeDiff } from '../diff/describe-diff.ts'
import { alignedWith, diffDocuments, isSameWorkflow } from '../diff/diff-documents.ts'
import { findRenames } from '../three-way/find-renames.ts'
import { walkSteps, type WalkedStep } from '../walk-steps.ts'
import { applyExtension } from './apply-extension.ts'
import { changedSteps } from './changed-steps.ts'
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
  const patches = patchesBetween(base, wanted)
  const extension: WorkflowExtension = { eddy: 1, name, ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }), extends: reference, patches }
  const applied = applyExtension(base, { ...extension, extends: base.name })
  if (!applied.ok) return { ok: false, reasons: applied.problems.map(({ message }) => message) }
  const left = diffDocuments(plain(applied.document), plain(wanted))
  return isSameWorkflow(left) ? { ok: true, extension } : { ok: false, reasons: describeDiff(left) }
}

/** Without what an extension says of itself. */
function plain({ title: _title, description: _description, tags: _tags, ...document }: WorkflowDocument): WorkflowDocument {
  return document
}

function patchesBetween(base: WorkflowDocument, wanted: WorkflowDocument): readonly Patch[] {
  const { document: aligned } = alignedWith(base, wanted)
  const changes = changedSteps(aligned, wanted)
  const [before, after] = [placesOf(aligned), placesOf(wanted)]
  const gone = changes.filter(({ kind, step }) => kind === 'removed' || movedLane(step, before, after)).map(({ step }) => step)
  const come = changes.filter(({ kind, step }) => kind === 'added' || movedLane(step, before, after)).map(({ step }) => step)
  return [
    ...findRenames(base, wanted).map(({ path, name }): Patch => ({ op: 'rename', step: path, to: name })),
    ...outermost(gone).map((step): Patch => ({ op: 'remove', step })),
    ...outermost([...after.keys()].filter((path) => come.includes(path))).flatMap((path) => added(after, path)),
    ...changes.filter(({ kind, step }) => kind === 'changed' && !come.includes(step)).flatMap(({ step, fields }) => changedFields(after.get(step)?.step, step, fields)),
    ...inputs(base, wanted),
    ...options(base, wanted),
    ...(wanted.return !== undefined && wanted.return !== aligned.return ? [{ op: 'return' as const, step: wanted.return }] : []),
  ]
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

const STRUCTURE: ReadonlySet<string> = new Set(['lane', 'steps'])

/** Lists of inner steps are changed by what is done to the steps themselves; branches are set whole, for they have conditions too. */
function changedFields(step: Step | undefined, path: string, fields: readonly string[]): readonly Patch[] {
  if (!step) return []
  return fields.filter((field) => !STRUCTURE.has(field)).map((field): Patch => {
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
