import canonicalize from 'canonicalize'
import type { Json, Step, WorkflowDocument } from '../document.ts'
import { applyExtension } from '../extend/apply-extension.ts'
import { extensionBetween } from '../extend/extension-between.ts'
import { findStep } from '../extend/find-step.ts'
import type { Problem } from '../catalog.ts'

/** A field of a step that is another for one run. A value that is absent: the step has no such field. */
export interface OverriddenField {
  readonly step: string
  readonly field: string
  readonly was?: Json | undefined
  readonly now?: Json | undefined
}

/** Settings of steps that hold for one run only, until they have proved themselves. */
export interface Override {
  readonly name: string
  readonly fields: readonly OverriddenField[]
}

export type OverrideBetween = { readonly ok: true; readonly fields: readonly OverriddenField[] } | { readonly ok: false; readonly reason: string }

/** What a document sets otherwise than another. Steps, inputs and options must be the same: those are edits, not settings. */
export function overrideBetween(base: WorkflowDocument, changed: WorkflowDocument): OverrideBetween {
  const made = extensionBetween(base, changed, base.name)
  if (!made.ok) return { ok: false, reason: made.reasons[0] ?? 'Only settings of steps can be overridden.' }
  const fields: OverriddenField[] = []
  for (const patch of made.extension.patches) {
    if (patch.op !== 'set' && patch.op !== 'unset') return { ok: false, reason: 'Only settings of steps can be overridden for one run; steps, inputs and options are changed in the draft.' }
    fields.push(fieldOf(base, { step: patch.step, field: patch.field, now: patch.op === 'set' ? patch.value : undefined }))
  }
  return { ok: true, fields }
}

/** The field with what it is in the document. */
export function fieldOf(document: WorkflowDocument, { step, field, now }: OverriddenField): OverriddenField {
  const was = valueAt(findStep(document, step)?.step, field)
  return { step, field, ...(was === undefined ? {} : { was }), ...(now === undefined ? {} : { now }) }
}

export type Overridden = { readonly ok: true; readonly document: WorkflowDocument } | { readonly ok: false; readonly problems: readonly Problem[] }

/** The document with the override. */
export function applyOverride(document: WorkflowDocument, fields: readonly OverriddenField[]): Overridden {
  return applyExtension(document, { eddy: 1, name: document.name, extends: document.name, patches: fields.map(({ step, field, now }) => (now === undefined ? { op: 'unset', step, field } : { op: 'set', step, field, value: now })) })
}

/** A field that was changed in the draft too, since the override was tried. `draft` is what it is there. */
export interface OverrideClash extends OverriddenField {
  readonly draft?: Json | undefined
}

export type AcceptedOverride = { readonly ok: true; readonly document: WorkflowDocument } | { readonly ok: false; readonly clashes: readonly OverrideClash[]; readonly problems: readonly Problem[] }

/** Takes an override over into a draft that may have moved on. What was changed there otherwise is no one's to overwrite. */
export function acceptOverride(draft: WorkflowDocument, { fields }: Override): AcceptedOverride {
  const standing = fields.map((field) => ({ field, draft: valueAt(findStep(draft, field.step)?.step, field.field) }))
  const clashes = standing.filter(({ field, draft: value }) => !same(value, field.was) && !same(value, field.now)).map(({ field, draft: value }) => ({ ...field, ...(value === undefined ? {} : { draft: value }) }))
  if (clashes.length > 0) return { ok: false, clashes, problems: [] }
  const applied = applyOverride(draft, standing.filter(({ field, draft: value }) => !same(value, field.now)).map(({ field }) => field))
  return applied.ok ? applied : { ok: false, clashes: [], problems: applied.problems }
}

/** Whether the document sets everything as the override does. */
export function holdsOverride(document: WorkflowDocument, { fields }: Override): boolean {
  return fields.every(({ step, field, now }) => same(valueAt(findStep(document, step)?.step, field), now))
}

function valueAt(step: Step | undefined, field: string): Json | undefined {
  // fields of a step are JSON
  return (step as unknown as { readonly [name: string]: Json | undefined } | undefined)?.[field]
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined ? one === other : canonicalize(one) === canonicalize(other)
}
