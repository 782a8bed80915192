import { FAULT_WORDS, type FaultKind } from '../run/fault.ts'
import { cellAt, type FailureMatrix, type MatrixCell } from '../matrix/matrix.ts'
import { END_WORDS } from '../matrix/matrix-table.ts'

export interface ChangedCell {
  readonly step: string
  readonly kind: FaultKind
  readonly before: MatrixCell
  readonly after: MatrixCell
  /** What is different: `Send mail is no longer undone`. */
  readonly changes: readonly string[]
}

/** How two versions of a workflow behave differently when something goes wrong. */
export interface BehaviourDiff {
  /** Cells that both versions have. */
  readonly compared: number
  readonly changed: readonly ChangedCell[]
  /** Steps that only one version has, by title. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The first says how much changed; then one for each change, with all the failures that it shows in. */
  readonly sentences: readonly string[]
}

/** Compares the matrices of two versions. Steps are the same when their paths are. O(cells). */
export function behaviourDiff(before: FailureMatrix, after: FailureMatrix): BehaviourDiff {
  const titles = new Map([...before.rows, ...after.rows].map(({ step, title }) => [step, title]))
  const pairs = before.rows.flatMap((row) => row.cells.flatMap((cell) => {
    const other = cellAt(after, cell.step, cell.kind)
    return other === undefined ? [] : [{ before: cell, after: other }]
  }))
  const changed = pairs.flatMap((pair): ChangedCell[] => {
    const changes = pair.before.hash === pair.after.hash ? [] : changesOf(pair.before, pair.after, (path) => titleOf(titles, path))
    return changes.length === 0 ? [] : [{ step: pair.before.step, kind: pair.before.kind, ...pair, changes }]
  })
  const only = (here: FailureMatrix, there: FailureMatrix) => here.rows.filter(({ step }) => there.rows.every((row) => row.step !== step)).map(({ title }) => title)
  const added = only(after, before)
  const removed = only(before, after)
  return { compared: pairs.length, changed, added, removed, sentences: sentencesOf({ compared: pairs.length, changed, added, removed, titles }) }
}

function titleOf(titles: ReadonlyMap<string, string>, path: string): string {
  return titles.get(path.replaceAll(/\[\d+\]/g, '')) ?? path
}

type Name = (path: string) => string

function changesOf(before: MatrixCell, after: MatrixCell, name: Name): readonly string[] {
  if (before.reached !== after.reached) return [after.reached ? `it is reached now: ${after.sentence}` : `it is no longer reached (${after.reason ?? ''})`]
  if (!after.reached) return []
  return [...endChange(before, after), ...undoChanges(before, after, name), ...residueChanges(before, after, name)]
}

function endChange({ end: before }: MatrixCell, { end: after }: MatrixCell): readonly string[] {
  return before === after ? [] : [`the run now ends ${END_WORDS[after]} instead of ${END_WORDS[before]}`]
}

function undoChanges({ undone: before }: MatrixCell, { undone: after }: MatrixCell, name: Name): readonly string[] {
  const lost = before.filter((path) => !after.includes(path)).map((path) => `${name(path)} is no longer undone`)
  const gained = after.filter((path) => !before.includes(path)).map((path) => `${name(path)} is now undone`)
  return [...lost, ...gained, ...orderChange(before.filter((path) => after.includes(path)), after.filter((path) => before.includes(path)), name)]
}

/** The first that has overtaken another. */
function orderChange(before: readonly string[], after: readonly string[], name: Name): readonly string[] {
  const at = before.findIndex((path, index) => path !== after[index])
  const first = after[at]
  const second = before[at]
  return at === -1 || first === undefined || second === undefined ? [] : [`${name(first)} is now undone before ${name(second)}`]
}

function residueChanges(before: MatrixCell, after: MatrixCell, name: Name): readonly string[] {
  const steps = (cell: MatrixCell) => [...new Set(cell.residue.map(({ step }) => step))]
  const stays = steps(after).filter((path) => !steps(before).includes(path)).map((path) => `the effect of ${name(path)} now stays`)
  const gone = steps(before).filter((path) => !steps(after).includes(path)).map((path) => `the effect of ${name(path)} no longer stays`)
  return [...stays, ...gone]
}

interface Telling extends Omit<BehaviourDiff, 'sentences'> {
  readonly titles: ReadonlyMap<string, string>
}

function sentencesOf({ compared, changed, added, removed, titles }: Telling): readonly string[] {
  const shared = new Map<string, ChangedCell[]>()
  for (const cell of changed) {
    const key = cell.changes.join('; ')
    shared.set(key, [...(shared.get(key) ?? []), cell])
  }
  const told = [...shared].map(([change, cells]) => `If ${conditions(cells, titles)}: ${change}.`)
  return [
    changed.length === 0 ? `None of ${compared} cells changed.` : `${changed.length} of ${compared} cells changed.`,
    ...told,
    ...added.map((title) => `${title} is new.`),
    ...removed.map((title) => `${title} is gone.`),
  ]
}

/** Failures of one step together: `Ship fails on every try, or times out`. */
function conditions(cells: readonly ChangedCell[], titles: ReadonlyMap<string, string>): string {
  const bySteps = new Map<string, string[]>()
  for (const { step, kind } of cells) bySteps.set(step, [...(bySteps.get(step) ?? []), FAULT_WORDS[kind]])
  return [...bySteps].map(([step, words]) => `${titleOf(titles, step)} ${words.join(', or ')}`).join('; or ')
}
