import type { Trace } from './dependencies.ts'
import { cellId, type MatrixCell } from './matrix.ts'

interface Kept {
  readonly cell: MatrixCell
  readonly trace: Trace
}

/** Cells that were rehearsed before, by place, each with what it depends on. One cache may serve one workflow through all its edits. */
export class MatrixCache {
  readonly #kept = new Map<string, Kept[]>()

  constructor(
    /** How many versions of a cell are kept, so that an undone edit costs nothing. */
    readonly depth = 4,
  ) {}

  /** The first kept version that `same` says would be the same now. */
  find(place: Pick<MatrixCell, 'step' | 'kind'>, same: (kept: Kept) => boolean): MatrixCell | undefined {
    return this.#kept.get(cellId(place))?.find(same)?.cell
  }

  keep(cell: MatrixCell, trace: Trace): void {
    const id = cellId(cell)
    const others = (this.#kept.get(id) ?? []).filter((kept) => kept.cell.hash !== cell.hash)
    this.#kept.set(id, [{ cell, trace }, ...others].slice(0, this.depth))
  }
}
