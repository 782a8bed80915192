import { COLUMN_WORDS, END_WORDS, FAULT_WORDS, type Fault, MATRIX_KINDS } from '@eddy/rehearsal'
import { stepLabel } from '../store/document/step-label.ts'
import { locate } from '../store/document/locate.ts'
import type { WorkflowDocument } from '@eddy/workflow'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { END_MARKS } from '../ui/end-marks.ts'
import { StateMark } from '../ui/state-mark.tsx'
import type { Contract } from './library-types.ts'
import { dayWords } from './day-words.ts'
import styles from './contract-section.module.css'
import page from './entry-page.module.css'

/** More rows are shown when they are asked for. */
const FEW = 10

export interface ContractSectionProps {
  readonly contract: Contract
  readonly document: WorkflowDocument
  readonly onRehearse: (fault: Fault) => void
}

/** How it behaves when something fails. Every cell can be rehearsed on the drawing. */
export function ContractSection({ contract, document, onRehearse }: ContractSectionProps) {
  const [all, setAll] = useState(false)
  const [told, setTold] = useState('')
  const steps = [...new Set(contract.cells.map(({ step }) => step))]
  const shown = all ? steps : steps.slice(0, FEW)
  const { coverage } = contract
  return (
    <section className={page.section} aria-label="Failure contract">
      <h2>What happens when something fails</h2>
      <p className={styles.sentence}>{contract.sentence}</p>
      <div className={styles.bar} role="img" aria-label={`${Math.round(coverage.percent)} % of the effects are taken back`}>
        <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
          <rect className={styles.rest} width={100} height={4} />
          <rect className={styles.part} width={coverage.percent} height={4} />
        </svg>
        <strong>{Math.round(coverage.percent)} %</strong>
      </div>
      {steps.length > 0 ? <Matrix contract={contract} steps={shown} nameOf={(path) => nameOf(document, path)} onTell={setTold} onRehearse={onRehearse} /> : null}
      <p className={styles.told} role="status" aria-label="What the cell comes to">{told}</p>
      {steps.length > shown.length ? <Button size="small" onClick={() => setAll(true)}>Show all {steps.length} steps</Button> : null}
      <p className={page.quiet}>
        Rehearsed {dayWords(contract.rehearsedAt)} with {contract.fixture === null ? 'values that were made up' : `the sample “${contract.fixture}”`}, engine {contract.engine}. A rehearsal proves order and reach, not that the other side answers as expected.
      </p>
    </section>
  )
}

function nameOf(document: WorkflowDocument, path: string): string {
  const found = locate(document, path)
  return found ? stepLabel(found.step) : path
}

interface MatrixProps {
  readonly contract: Contract
  readonly steps: readonly string[]
  readonly nameOf: (path: string) => string
  readonly onTell: (sentence: string) => void
  readonly onRehearse: (fault: Fault) => void
}

const ARROWS: { readonly [key: string]: readonly [number, number] } = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }

/** One cell takes part in the tab order; arrows move between them. */
function Matrix({ contract, steps, nameOf: name, onTell, onRehearse }: MatrixProps) {
  const [[row, column], setAt] = useState<readonly [number, number]>([0, 0])
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const move = ARROWS[event.key]
    if (!move) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${row + move[0]}:${column + move[1]}"]`)?.focus()
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix} aria-label="Failures" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">Step</th>
            {MATRIX_KINDS.map((kind) => <th key={kind} scope="col" title={FAULT_WORDS[kind]}>{COLUMN_WORDS[kind]}</th>)}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <tr key={step}>
              <th scope="row" title={step}>{name(step)}</th>
              {MATRIX_KINDS.map((kind, across) => {
                const cell = contract.cells.find((one) => one.step === step && one.kind === kind)
                const left = cell?.residue.length ?? 0
                const words = cell?.end === undefined ? 'not reached' : `${END_WORDS[cell.end]}${left > 0 ? `, ${left} left` : ''}`
                return (
                  <td key={kind}>
                    <button type="button" tabIndex={row === at && column === across ? 0 : -1} data-cell={`${at}:${across}`} data-left={left > 0 ? '' : undefined} aria-label={`${name(step)} ${COLUMN_WORDS[kind]}: ${words}`} onFocus={() => { setAt([at, across]); onTell(cell?.sentence ?? '') }} onPointerEnter={() => onTell(cell?.sentence ?? '')} onClick={() => onRehearse({ step, kind })}>
                      {cell?.end === undefined ? <span aria-hidden>·</span> : <StateMark mark={END_MARKS[cell.end]} />}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
