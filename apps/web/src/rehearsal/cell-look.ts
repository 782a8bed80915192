import { cellWords, type End, type MatrixCell } from '@eddy/rehearsal'
import { END_MARKS } from '../ui/end-marks.ts'
import type { MarkName } from '../ui/step-state.ts'

/** The mark of the state that the run ended in; none where it was not reached. */
export function markOfCell({ reached, end }: MatrixCell): MarkName | undefined {
  return reached ? END_MARKS[end] : undefined
}

const TROUBLE: ReadonlySet<End> = new Set(['rollback_incomplete', 'failed', 'halted', 'hangs', 'endless', 'refused'])

/** It ends by itself, and leaves nothing that is not meant to stay. */
export function isClean({ reached, end, residue }: MatrixCell): boolean {
  return reached && !TROUBLE.has(end) && residue.every(({ why }) => why === 'irreversible')
}

/** `5/6`: of the cells that are reached, those that come out clean. */
export function cleanTotal(cells: readonly MatrixCell[]): string {
  const reached = cells.filter((cell) => cell.reached)
  return `${reached.filter(isClean).length}/${reached.length}`
}

/** What a screen reader hears of a cell on the way. */
export function cellName(cell: MatrixCell, title: string, column: string): string {
  return `${title} ${column}: ${cell.reached ? cellWords(cell) : 'not reached'}`
}
