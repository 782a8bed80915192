import type { Fixture } from '@eddy/workflow'
import { FAULT_WORDS, MATRIX_KINDS, type FaultKind } from '../run/fault.ts'
import type { Rehearsal } from '../run/rehearsal.ts'
import { rehearse } from '../run/rehearse.ts'
import type { Timing } from '../run/script.ts'
import { performedSteps, type Stage } from '../stage/set-stage.ts'
import { staticPath } from '../stage/static-path.ts'
import { dependenciesOf, traceOf, type Dependencies } from './dependencies.ts'
import type { FailureMatrix, MatrixCell } from './matrix.ts'
import { MatrixCache } from './matrix-cache.ts'

export interface MatrixOptions {
  readonly fixture?: Fixture
  readonly kinds?: readonly FaultKind[]
  /** Paths of the steps that make rows; all that perform something when left out. */
  readonly steps?: readonly string[]
  readonly timing?: Partial<Timing>
  /** Cells of earlier matrices; those that would be the same are not rehearsed again. */
  readonly cache?: MatrixCache
  /** Told of each cell as it comes; may wait, to give others their turn, and throw to stop. */
  readonly onCell?: (cell: MatrixCell, count: { readonly done: number; readonly of: number }) => void | Promise<void>
}

const NOTHING: Fixture = { name: '', input: {}, pins: {} }

/**
 * Rehearses every step failing in every way: steps × kinds runs of the real engine. A cell proves that it failed where it was told to, or
 * says why it did not.
 */
export async function failureMatrix(stage: Stage, options: MatrixOptions = {}): Promise<FailureMatrix> {
  const { fixture = NOTHING, kinds = MATRIX_KINDS, timing } = options
  const rows = performedSteps(stage).filter(({ path }) => options.steps?.includes(path) ?? true)
  const base = await rehearse(stage, { fixture, ...(timing ? { timing } : {}) })
  const filling: Filling = { stage, fixture, options, cache: options.cache ?? new MatrixCache(), dependencies: dependenciesOf(stage, fixture), reused: 0 }
  const cells: MatrixCell[] = []
  const of = rows.length * kinds.length
  for (const { path } of rows) {
    for (const kind of kinds) {
      const cell = await cellFor(filling, path, kind)
      cells.push(cell)
      await options.onCell?.(cell, { done: cells.length, of })
    }
  }
  return {
    label: 'rehearsed',
    workflow: stage.document.name,
    hash: stage.hash,
    fixture: options.fixture?.name ?? null,
    kinds,
    base: { end: base.end, sentence: base.sentence, durationMs: base.durationMs, assumed: base.assumed, replaced: base.replaced },
    rows: rows.map(({ path, title }, index) => ({ step: path, title, cells: cells.slice(index * kinds.length, (index + 1) * kinds.length) })),
    computed: cells.length - filling.reused,
    reused: filling.reused,
  }
}

interface Filling {
  readonly stage: Stage
  readonly fixture: Fixture
  readonly options: MatrixOptions
  readonly cache: MatrixCache
  readonly dependencies: Dependencies
  reused: number
}

async function cellFor(filling: Filling, step: string, kind: FaultKind): Promise<MatrixCell> {
  const { stage, fixture, cache, dependencies, options } = filling
  const known = cache.find({ step, kind }, ({ cell, trace }) => dependencies.fits(trace) && dependencies.hash(cell, trace) === cell.hash)
  if (known !== undefined) {
    filling.reused++
    return known
  }
  const rehearsal = await rehearse(stage, { fixture, faults: [{ step, kind }], ...(options.timing ? { timing: options.timing } : {}) })
  const trace = traceOf(rehearsal.events)
  const cell = cellOf(rehearsal, { step, kind, hash: dependencies.hash({ step, kind }, trace) })
  cache.keep(cell, trace)
  return cell
}

function cellOf(rehearsal: Rehearsal, place: Pick<MatrixCell, 'step' | 'kind' | 'hash'>): MatrixCell {
  const { end, sentence, undone, left, residue, durationMs, proofs } = rehearsal
  const [proof] = proofs
  const missed = proof === undefined || proof.reached ? undefined : proof.reason
  return { ...place, reached: missed === undefined, ...(missed === undefined ? {} : { reason: missed }), end, sentence, undone, left, residue, durationMs, unreadable: unreadableUndos(rehearsal) }
}

/** Undos that failed before they were called: an argument of their handler was not there. */
function unreadableUndos({ events }: Rehearsal): MatrixCell['unreadable'] {
  return events.flatMap(({ type, step, data }) => (type === 'undo.failed' && step !== undefined && data.error.code === 'ARGUMENT_ERROR' ? [{ step: staticPath(step), message: data.error.message }] : []))
}

/** What a cell is about and what came of it, in one sentence. */
export function cellSentence(cell: MatrixCell, title: string): string {
  if (!cell.reached) return `${title} ${FAULT_WORDS[cell.kind]}: ${cell.reason ?? 'not reached'}.`
  return `${title} ${FAULT_WORDS[cell.kind]}: ${cell.sentence} ${durationWords(cell.durationMs)}.`
}

/** `about 40 s`. */
export function durationWords(ms: number): string {
  const units: readonly (readonly [number, string])[] = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1_000, 's']]
  for (const [size, unit] of units) if (ms >= size) return `About ${Math.round((ms / size) * 10) / 10} ${unit}`
  return `About ${Math.round(ms)} ms`
}
