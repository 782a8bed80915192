import { cellId, cellSentence, COLUMN_WORDS, FAULT_WORDS, type FailureMatrix, type MatrixCell } from '@eddy/rehearsal'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { StateMark } from '../ui/state-mark.tsx'
import { cellName, cleanTotal, markOfCell } from './cell-look.ts'
import { type GridPlace, moveInGrid } from './grid-keys.ts'
import styles from './matrix-grid.module.css'

export interface MatrixGridProps {
  readonly matrix: FailureMatrix
  /** Ids of cells with an expectation, and whether it is met. */
  readonly expected: ReadonlyMap<string, 'met' | 'broken'>
  /** Ids of cells that another version comes to something else in. */
  readonly changed: ReadonlySet<string>
  readonly onPlay: (cell: MatrixCell) => void
  readonly onExpect: (cell: MatrixCell, expected: boolean) => void
}

/** Every step failing in every way: arrows move, Enter plays, Space expects. One cell takes part in the tab order. */
export function MatrixGrid({ matrix, expected, changed, onPlay, onExpect }: MatrixGridProps) {
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 })
  const [pointed, setPointed] = useState<GridPlace>()
  const table = useRef<HTMLTableElement>(null)
  const size = { rows: matrix.rows.length, columns: matrix.kinds.length }
  const here = moveInGrid('', at, size) ?? { row: Math.min(at.row, size.rows - 1), column: Math.min(at.column, size.columns - 1) }
  const told = pointed ?? here
  const row = matrix.rows[told.row]
  const cell = row?.cells[told.column]

  function onKeyDown(event: KeyboardEvent) {
    const current = matrix.rows[here.row]?.cells[here.column]
    const next = moveInGrid(event.key, here, size)
    if (next) {
      setAt(next)
      setPointed(undefined)
      table.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus()
    } else if (event.key === ' ' && current) onExpect(current, !expected.has(cellId(current)))
    else if (event.key === 'Enter' && current) onPlay(current)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <div className={styles.scroll}>
        <table ref={table} className={styles.grid} role="grid" aria-label="Failure matrix" aria-rowcount={size.rows + 1} onKeyDown={onKeyDown} onPointerLeave={() => setPointed(undefined)}>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>Step</th>
              {matrix.kinds.map((kind) => (
                <th key={kind} scope="col" title={FAULT_WORDS[kind]}>{COLUMN_WORDS[kind]}</th>
              ))}
              <th scope="col" title="Cells that come out clean, of those that are reached">clean</th>
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map(({ step, title, cells }, rowIndex) => (
              <tr key={step}>
                <th scope="row" title={step}>{title}</th>
                {cells.map((each, column) => (
                  <Cell key={each.kind} cell={each} title={title} place={{ row: rowIndex, column }} current={here.row === rowIndex && here.column === column}
                    expected={expected.get(cellId(each))} changed={changed.has(cellId(each))}
                    onFocus={() => setAt({ row: rowIndex, column })} onPoint={() => setPointed({ row: rowIndex, column })} onPlay={() => onPlay(each)} />
                ))}
                <td className={styles.total}>{cleanTotal(cells)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Totals matrix={matrix} />
          </tfoot>
        </table>
      </div>
      <p className={styles.sentence} role="status" aria-label="What the cell comes to">{cell && row ? cellSentence(cell, row.title) : 'There is no step that could fail.'}</p>
    </>
  )
}

function Totals({ matrix }: { readonly matrix: FailureMatrix }) {
  const columns = useMemo(() => matrix.kinds.map((kind) => matrix.rows.flatMap(({ cells }) => cells.filter((cell) => cell.kind === kind))), [matrix])
  return (
    <tr>
      <th scope="row">clean</th>
      {columns.map((cells, column) => (
        <td key={matrix.kinds[column]} className={styles.total}>{cleanTotal(cells)}</td>
      ))}
      <td className={styles.total}>{cleanTotal(columns.flat())}</td>
    </tr>
  )
}

interface CellProps {
  readonly cell: MatrixCell
  readonly title: string
  readonly place: GridPlace
  readonly current: boolean
  readonly expected: 'met' | 'broken' | undefined
  readonly changed: boolean
  readonly onFocus: () => void
  readonly onPoint: () => void
  readonly onPlay: () => void
}

const EXPECTED_WORDS = { met: ', as expected', broken: ', not as expected' } as const

function Cell({ cell, title, place, current, expected, changed, onFocus, onPoint, onPlay }: CellProps) {
  const mark = markOfCell(cell)
  const words = `${cellName(cell, title, COLUMN_WORDS[cell.kind])}${expected ? EXPECTED_WORDS[expected] : ''}${changed ? ', changed' : ''}`
  return (
    <td
      role="gridcell"
      tabIndex={current ? 0 : -1}
      className={styles.cell}
      aria-label={words}
      data-cell={`${place.row}:${place.column}`}
      data-mark={mark}
      data-reached={cell.reached ? '' : undefined}
      data-expected={expected}
      data-changed={changed ? '' : undefined}
      onFocus={onFocus}
      onPointerEnter={onPoint}
      onClick={onPlay}
    >
      <span className={styles.box}>{mark ? <StateMark mark={mark} /> : null}</span>
    </td>
  )
}
