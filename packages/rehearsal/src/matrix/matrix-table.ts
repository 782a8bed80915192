import type { End } from '../run/rehearsal.ts'
import type { FaultKind } from '../run/fault.ts'
import type { FailureMatrix, MatrixCell } from './matrix.ts'

export const COLUMN_WORDS: { readonly [K in FaultKind]: string } = {
  fail: 'fails',
  recover: 'recovers',
  timeout: 'times out',
  crash: 'crash',
  cancel: 'cancelled',
  undo_fails: 'undo fails',
  half_done: 'half done',
  twice: 'twice',
  late: 'late',
  crash_before: 'crash before',
  undo_twice: 'undo twice',
}

export const END_WORDS: { readonly [E in End]: string } = {
  succeeded: 'succeeded',
  rolled_back: 'rolled back',
  rollback_incomplete: 'incomplete',
  cancelled: 'cancelled',
  failed: 'failed',
  halted: 'halted',
  hangs: 'hangs',
  endless: 'endless',
  refused: 'refused',
}

/** `rolled back, 1 left`. */
export function cellWords(cell: MatrixCell): string {
  if (!cell.reached) return '–'
  const unmeant = cell.residue.filter(({ why }) => why !== 'irreversible' && why !== 'standing').length
  return unmeant === 0 ? END_WORDS[cell.end] : `${END_WORDS[cell.end]}, ${unmeant} left`
}

/** The matrix as a table in plain text, for a terminal or a pull request. */
export function matrixTable(matrix: FailureMatrix): string {
  const head = ['step', ...matrix.kinds.map((kind) => COLUMN_WORDS[kind])]
  const rows = matrix.rows.map(({ step, cells }) => [step, ...cells.map(cellWords)])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')
}
