import canonicalize from 'canonicalize'
import { buildScopeTree } from '../scope-tree.ts'
import { applyExtension, missingNames } from './apply-extension.ts'
import { changedSteps, type StepChange } from './changed-steps.ts'
import { extensionProblem } from './extension-problem.ts'
import { findStep } from './find-step.ts'
import type { Problem } from '../catalog.ts'
import type { WorkflowDocument } from '../document.ts'
import type { Patch, WorkflowExtension } from './extension.ts'

/** A patch and a change of the base that meet. */
export interface UpdateConflict {
  /** Index into the extension's patches. */
  readonly patch: number
  /**
   * `nearby`: the step changed, but not where the patch changes it; the patch applies and is worth a look. `overlap`: both changed the
   * same thing. `removed`: the base has no such step any more. `taken`: the base now has a step or input of the added name itself.
   */
  readonly kind: 'nearby' | 'overlap' | 'removed' | 'taken'
  /** Path in the base, or the name of the option or input. */
  readonly subject: string
  /** Fields of the step that the base changed. */
  readonly fields: readonly string[]
  readonly message: string
}

export interface ExtensionUpdate {
  /** What the base offers: its changed steps, whether a patch meets them or not. */
  readonly changes: readonly StepChange[]
  readonly conflicts: readonly UpdateConflict[]
  /** What stands against the patches on the new base apart from that. */
  readonly problems: readonly Problem[]
  /** The extension of the new base; absent if a conflict is more than `nearby`, or a patch cannot be applied. */
  readonly document?: WorkflowDocument
}

/** What a new version of the base means for an extension. Changes nothing. Linear in the documents for each patch. */
export function updateExtension(extension: WorkflowExtension, oldBase: WorkflowDocument, newBase: WorkflowDocument): ExtensionUpdate {
  const changes = changedSteps(oldBase, newBase)
  const bases: Bases = { oldBase, newBase, changes: new Map(changes.map((change) => [change.step, change])) }
  const conflicts = extension.patches.flatMap((patch, index) => {
    const found = conflictOf(bases, patch, (path) => pathInBase(path, extension.patches.slice(0, index)))
    return found ? [{ patch: index, ...found }] : []
  })
  const extended = applyExtension(newBase, extension)
  const problems = extended.ok ? missedBy(extension, extended.document) : extended.problems
  const clear = conflicts.every(({ kind }) => kind === 'nearby')
  return { changes, conflicts, problems, ...(extended.ok && clear && problems.length === 0 && { document: extended.document }) }
}

/** What the patches refer to and the new base does not have: it has gone with a version that they know nothing of. */
function missedBy({ patches }: WorkflowExtension, document: WorkflowDocument): Problem[] {
  return [...missingNames(buildScopeTree(document))].flatMap(([name, users]) =>
    [...users].map((step) => {
      const index = patches.findLastIndex((patch) => touches(patch, step))
      return extensionProblem({ code: 'NO_SUCH_STEP', step, message: `"${step}" refers to "${name}", which the base does not have any more.` }, index < 0 ? '/extends' : `/patches/${index}`)
    }),
  )
}

function touches(patch: Patch, path: string): boolean {
  if (patch.op === 'set') return path === patch.step || path.startsWith(`${patch.step}.`)
  return patch.op === 'add' && path.split('.').includes(patch.step.name)
}

interface Bases {
  readonly oldBase: WorkflowDocument
  readonly newBase: WorkflowDocument
  readonly changes: ReadonlyMap<string, StepChange>
}

type Conflict = Omit<UpdateConflict, 'patch'>

/** Patches name steps as the patches before them left them: this takes their renames back, the last first. */
function pathInBase(path: string, earlier: readonly Patch[]): string {
  return earlier.reduceRight((known, patch) => {
    if (patch.op !== 'rename') return known
    const renamed = patch.step.slice(0, patch.step.lastIndexOf('.') + 1) + patch.to
    return known === renamed || known.startsWith(`${renamed}.`) ? patch.step + known.slice(renamed.length) : known
  }, path)
}

function conflictOf(bases: Bases, patch: Patch, original: (path: string) => string): Conflict | undefined {
  switch (patch.op) {
    case 'set':
    case 'unset':
      return fieldConflict(bases, original(patch.step), patch)
    case 'remove':
      return removeConflict(bases, original(patch.step))
    case 'rename':
      return gone(bases, original(patch.step)) ?? takenStep(bases, patch.step.slice(0, patch.step.lastIndexOf('.') + 1) + patch.to)
    case 'add':
      return addConflict(bases, patch, original)
    case 'return':
      return returnConflict(bases, original(patch.step))
    case 'option':
    case 'input':
      return valueConflict(bases, patch)
  }
}

type FieldPatch = Extract<Patch, { readonly op: 'set' | 'unset' }>

function fieldConflict(bases: Bases, path: string, patch: FieldPatch): Conflict | undefined {
  const { field } = patch
  const removed = gone(bases, path)
  if (removed) return removed
  const fields = bases.changes.get(path)?.fields ?? []
  const within = (field === 'steps' || field === 'branches') && changedWithin(bases, path).length > 0
  if (fields.length === 0 && !within) return undefined
  if (!within && !fields.includes(field)) return { kind: 'nearby', subject: path, fields, message: `The base changed ${list(fields)} of "${path}"; the patch changes "${field}".` }
  return alreadyDone(bases.newBase, path, patch) ? undefined : { kind: 'overlap', subject: path, fields, message: `The base changed "${field}" of "${path}" too.` }
}

/** Both came to the same: there is nothing to decide. */
function alreadyDone(newBase: WorkflowDocument, path: string, patch: FieldPatch): boolean {
  const now: { readonly [field: string]: unknown } = { ...findStep(newBase, path)?.step }
  return canonicalize(now[patch.field]) === canonicalize(patch.op === 'set' ? patch.value : undefined)
}

function removeConflict(bases: Bases, path: string): Conflict | undefined {
  const removed = gone(bases, path)
  if (removed) return removed
  const fields = bases.changes.get(path)?.fields ?? []
  const inner = changedWithin(bases, path)
  if (fields.length === 0 && inner.length === 0) return undefined
  const what = [...(fields.length > 0 ? [`${list(fields)} of "${path}"`] : []), ...inner.map((step) => `"${step}"`)].join(', ')
  return { kind: 'overlap', subject: path, fields, message: `The patch removes "${path}", but the base changed ${what}.` }
}

/** Changed, added and removed steps inside a container. */
function changedWithin({ changes }: Bases, path: string): string[] {
  return [...changes.keys()].filter((step) => step.startsWith(`${path}.`))
}

function addConflict(bases: Bases, patch: Extract<Patch, { readonly op: 'add' }>, original: (path: string) => string): Conflict | undefined {
  const { after, step } = patch
  const prefix = after?.includes('.') ? after.slice(0, after.lastIndexOf('.') + 1) : ''
  return (after === undefined ? undefined : gone(bases, original(after))) ?? takenStep(bases, prefix + step.name)
}

function returnConflict(bases: Bases, path: string): Conflict | undefined {
  const removed = gone(bases, path)
  if (removed) return removed
  const { oldBase, newBase } = bases
  if (oldBase.return === newBase.return || newBase.return === path) return undefined
  return { kind: 'overlap', subject: path, fields: [], message: `The base now returns "${newBase.return ?? 'its last step'}".` }
}

function valueConflict({ oldBase, newBase }: Bases, patch: Extract<Patch, { readonly op: 'option' | 'input' }>): Conflict | undefined {
  const subject = patch.op === 'option' ? patch.field : patch.input.name
  const valueIn = ({ options, inputs }: WorkflowDocument) => canonicalize(patch.op === 'option' ? (options?.[patch.field] ?? null) : (inputs?.find(({ name }) => name === subject) ?? null))
  const [old, now] = [valueIn(oldBase), valueIn(newBase)]
  if (old === now || now === canonicalize(patch.op === 'option' ? patch.value : patch.input)) return undefined
  const taken = patch.op === 'input' && old === 'null'
  return { kind: taken ? 'taken' : 'overlap', subject, fields: [], message: taken ? `The base has an input "${subject}" of its own now.` : `The base changed the ${patch.op} "${subject}" too.` }
}

/** The patched step was in the old base and is not in the new one. */
function gone({ changes }: Bases, path: string): Conflict | undefined {
  if (changes.get(path)?.kind !== 'removed') return undefined
  return { kind: 'removed', subject: path, fields: [], message: `The base has no step "${path}" any more.` }
}

function takenStep({ changes }: Bases, path: string): Conflict | undefined {
  if (changes.get(path)?.kind !== 'added') return undefined
  return { kind: 'taken', subject: path, fields: [], message: `The base has a step "${path}" of its own now.` }
}

function list(fields: readonly string[]): string {
  return fields.map((field) => `"${field}"`).join(', ')
}
