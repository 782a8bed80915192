import type { Conversion, ImportedItem, ImportFormat } from '@eddy/workflow'
import { LocateFixed } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { ConversionMark as Mark, conversionWords as WORDS } from './conversion-mark.tsx'
import { countsOf, type ReadFile } from './reading.ts'
import styles from './import.module.css'

const FORMATS: { readonly [F in ImportFormat]: string } = { eddy: 'Eddy workflow', n8n: 'n8n workflow', mermaid: 'Mermaid flowchart', stateMachine: 'State machine' }
/** More rows than anyone reads make the dialog slow. */
const SHOWN = 300

export interface ImportReportProps {
  readonly read: ReadFile
  /** Whether the text speaks of the item. */
  readonly isPlaced: (item: string) => boolean
  readonly onShow: (item: string) => void
}

/** What becomes of each part: what it is then, how near that is, and why. */
export function ImportReport({ read: { format, report, upgradedFrom }, isPlaced, onShow }: ImportReportProps) {
  const [only, setOnly] = useState<Conversion>()
  const counts = countsOf(report)
  const rows = only === undefined ? report : report.filter(({ how }) => how === only)
  return (
    <section aria-label="What becomes of it" className={styles.section}>
      <p role="status">
        {FORMATS[format]}, {report.length === 1 ? '1 part' : `${report.length} parts`}
      </p>
      {upgradedFrom === undefined ? null : <p className={styles.note}>It is in the older format {upgradedFrom}, and is brought up to date.</p>}
      <div role="group" aria-label="Show" className={styles.counts}>
        {(['exact', 'approximated', 'refused'] as const).map((how) => (
          <button key={how} type="button" className={styles.count} data-how={how} aria-pressed={only === how} disabled={counts[how] === 0} onClick={() => setOnly(only === how ? undefined : how)}>
            <Mark how={how} /> {WORDS[how]}: {counts[how]}
          </button>
        ))}
      </div>
      <ul className={styles.rows} aria-label="Import report">
        {rows.slice(0, SHOWN).map((item, index) => (
          <Row key={index} item={item} onShow={isPlaced(item.item) ? onShow : undefined} />
        ))}
      </ul>
      {rows.length > SHOWN ? <p className={styles.note}>… and {rows.length - SHOWN} more.</p> : null}
    </section>
  )
}

function Row({ item: { item, became, how, note }, onShow }: { readonly item: ImportedItem; readonly onShow: ((item: string) => void) | undefined }) {
  return (
    <li className={styles.row} data-how={how}>
      <span className={styles.mark} title={WORDS[how]}>
        <Mark how={how} />
        <span className="visually-hidden">{WORDS[how]}: </span>
      </span>
      <span className={styles.words}>
        {item} → {became}
        {note ? <span className={styles.note}>{note}</span> : null}
      </span>
      {onShow ? (
        <IconButton label={`Show ${item} in the file`} onClick={() => onShow(item)}>
          <LocateFixed size={16} aria-hidden />
        </IconButton>
      ) : null}
    </li>
  )
}
