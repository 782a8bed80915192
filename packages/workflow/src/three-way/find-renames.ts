import { renameStep } from '../rename.ts'
import { sameJson } from './same-json.ts'
import { type PlacedStep, stepPlaces } from './step-places.ts'
import type { WorkflowDocument } from '../document.ts'

export interface StepRename {
  /** In the older document, with the renames before this one done. */
  readonly path: string
  readonly name: string
}

/**
 * The steps that go by another name in the newer document, outer ones first. Names are all that a step is known by, so this is a guess: one
 * is gone and one is new in the same list, of the same kind, and they stand at one place of the drawing or are equal but for the name.
 */
export function findRenames(older: WorkflowDocument, newer: WorkflowDocument): readonly StepRename[] {
  const renames: StepRename[] = []
  const there = stepPlaces(newer)
  let document = older
  for (let next = firstRename(document, newer, there); next; next = firstRename(document, newer, there)) {
    const renamed = renameStep(document, next.path, next.name)
    if (!renamed.ok) return renames
    renames.push(next)
    document = renamed.document
  }
  return renames
}

function firstRename(older: WorkflowDocument, newer: WorkflowDocument, there: ReadonlyMap<string, PlacedStep>): StepRename | undefined {
  const here = stepPlaces(older)
  const gone = [...here.values()].filter(({ path }) => !there.has(path))
  if (gone.length === 0) return undefined
  const fresh = [...there.values()].filter(({ path }) => !here.has(path))
  for (const old of gone) {
    const candidates = fresh.filter((now) => now.list === old.list && now.step.kind === old.step.kind && isSame({ older, newer }, old, now))
    const [only] = candidates
    if (only && candidates.length === 1) return { path: old.path, name: only.step.name }
  }
  return undefined
}

function isSame({ older, newer }: { readonly older: WorkflowDocument; readonly newer: WorkflowDocument }, old: PlacedStep, now: PlacedStep): boolean {
  const [from, to] = [older.view?.positions?.[old.path], newer.view?.positions?.[now.path]]
  if (from !== undefined && sameJson(from, to)) return renameStep(older, old.path, now.step.name).ok
  const renamed = renameStep(older, old.path, now.step.name)
  return renamed.ok && sameJson(stepPlaces(renamed.document).get(now.path)?.step, now.step)
}
