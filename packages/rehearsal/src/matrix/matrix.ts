import type { End, Rehearsal } from '../run/rehearsal.ts'
import type { FaultKind } from '../run/fault.ts'
import type { Residue } from '../world/world.ts'

/** One rehearsal of the matrix: the step fails in this way. */
export interface MatrixCell {
  readonly step: string
  readonly kind: FaultKind
  /** It failed where it was told to. */
  readonly reached: boolean
  /** Why it did not. */
  readonly reason?: string
  readonly end: End
  readonly sentence: string
  readonly undone: readonly string[]
  readonly left: readonly string[]
  readonly residue: readonly Residue[]
  readonly durationMs: number
  /** Undos that could not be called, since they read what did not exist then: the step and why. */
  readonly unreadable: readonly { readonly step: string; readonly message: string }[]
  /** Of everything that the cell depends on: two cells with the same hash are the same. */
  readonly hash: string
}

export interface MatrixRow {
  readonly step: string
  readonly title: string
  readonly cells: readonly MatrixCell[]
}

/** Every step, failing in every way. */
export interface FailureMatrix {
  readonly label: 'rehearsed'
  readonly workflow: string
  readonly hash: string
  readonly fixture: string | null
  readonly kinds: readonly FaultKind[]
  /** Nothing goes wrong. */
  readonly base: Pick<Rehearsal, 'end' | 'sentence' | 'durationMs' | 'assumed' | 'replaced'>
  readonly rows: readonly MatrixRow[]
  /** Cells that were rehearsed now, and those that an earlier matrix had. */
  readonly computed: number
  readonly reused: number
}

export function cellsOf(matrix: Pick<FailureMatrix, 'rows'>): readonly MatrixCell[] {
  return matrix.rows.flatMap(({ cells }) => cells)
}

export function cellAt(matrix: Pick<FailureMatrix, 'rows'>, step: string, kind: FaultKind): MatrixCell | undefined {
  return matrix.rows.find((row) => row.step === step)?.cells.find((cell) => cell.kind === kind)
}

/** `charge:timeout`. */
export function cellId({ step, kind }: Pick<MatrixCell, 'step' | 'kind'>): string {
  return `${step}:${kind}`
}
