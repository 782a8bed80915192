/** A line of the table. */
export interface Row {
  readonly id: string
  readonly title: string
  readonly size: string
  /** The reference and Eddy; µs of user CPU per step unless `unit` says otherwise. */
  readonly bare: number | null
  readonly eddy: number | null
  readonly ratio: number | null
  /** What the limits are about. */
  readonly unit: string
  readonly measured: number | null
  readonly gate: number | null
  readonly stretch: number | null
  /** Spread, dropped pairs, what the reference is. */
  readonly note: string
}

export type Verdict = 'stretch' | 'gate' | 'NO' | ''

/** Which of the limits holds. */
export function verdict({ measured, gate, stretch }: Row): Verdict {
  if (measured === null || gate === null) return ''
  if (stretch !== null && measured <= stretch) return 'stretch'
  return measured <= gate ? 'gate' : 'NO'
}

const HEAD = ['#', 'workload', 'size', 'bare', 'eddy', '×bare', 'limit of', 'measured', 'gate', 'stretch', 'holds', 'note'] as const

/** The rows as a Markdown table, columns aligned. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const drawn = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [drawn[0], rule, ...drawn.slice(1)].join('\n')
}

function cells(row: Row): readonly string[] {
  return [row.id, row.title, row.size, figure(row.bare), figure(row.eddy), row.ratio === null ? '' : row.ratio.toFixed(1), row.unit, figure(row.measured), limit(row.gate), limit(row.stretch), verdict(row), row.note]
}

function limit(value: number | null): string {
  return value === null ? '–' : `≤ ${value}`
}

export function figure(value: number | null): string {
  if (value === null) return ''
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}
