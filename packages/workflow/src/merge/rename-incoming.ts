import { renameInput, renameStep, type Renaming } from '../rename.ts'
import { freeName } from './free-name.ts'
import type { WorkflowDocument } from '../document.ts'
import type { InputFate } from './settle-inputs.ts'
import type { StepFate } from './settle-steps.ts'

export interface Fates {
  readonly inputs: ReadonlyMap<string, InputFate>
  readonly steps: ReadonlyMap<string, StepFate>
}

/** The incoming document under the names that its parts have after the merge, what is reused under the base's. */
export function renameIncoming(document: WorkflowDocument, fates: Fates, taken: ReadonlySet<string>): WorkflowDocument {
  let renamed = document
  for (const [from, fate] of fates.inputs) if (fate.kind === 'rename') renamed = done(renameInput(renamed, from, fate.to))
  for (const [from, fate] of fates.steps) if (fate.kind === 'rename') renamed = done(renameStep(renamed, from, fate.to))
  // two steps may take each other's name: all let go of theirs before any takes its new one
  const moving = [...fates.steps].flatMap(([from, fate], index) => (fate.kind === 'reuse' && fate.as !== from ? [{ from, to: fate.as, via: freeName(`reused_${index}`, taken) }] : []))
  for (const { from, via } of moving) renamed = done(renameStep(renamed, from, via))
  for (const { via, to } of moving) renamed = done(renameStep(renamed, via, to))
  return renamed
}

function done(renaming: Renaming): WorkflowDocument {
  // the names were chosen so that nothing can stand against them, unless the document itself says two things under one name
  if (!renaming.ok) throw new TypeError(`Only valid documents can be merged. ${renaming.reason}`)
  return renaming.document
}
