import type { KindContract } from '@eddy/workflow'
import { ChevronDown, ChevronRight, LogIn, Undo2 } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { KindTile } from '../ui/kind-tile.tsx'
import type { OutlineRow } from './outline-rows.ts'
import styles from './outline.module.css'

export interface OutlineLineProps {
  readonly id: string
  readonly row: OutlineRow
  readonly top: number
  readonly kind: KindContract | undefined
  readonly problems: number
  readonly selected: boolean
  /** The focus of the tree points here. */
  readonly active: boolean
  readonly renaming: boolean
  /** Nothing: the old name stays. */
  readonly onRenamed: (text: string | undefined) => void
  readonly onPick: (event: MouseEvent) => void
  readonly onFold: () => void
  readonly onRename: () => void
}

/** One row: what it is called, of which kind it is, and its marks. */
export function OutlineLine({ id, row, top, kind, problems, selected, active, renaming, onRenamed, onPick, onFold, onRename }: OutlineLineProps) {
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={row.open}
      aria-selected={row.kind === 'step' ? selected : undefined}
      className={styles.row}
      data-kind={row.kind}
      data-active={active ? '' : undefined}
      data-selected={selected ? '' : undefined}
      style={{ top, paddingInlineStart: 4 + (row.level - 1) * 14 }}
      onClick={onPick}
      onDoubleClick={onRename}
    >
      <span
        className={styles.fold}
        onClick={(event) => {
          if (row.open === undefined) return
          event.stopPropagation()
          onFold()
        }}
      >
        <Chevron open={row.open} />
      </span>
      <Icon row={row} kind={kind} />
      {renaming ? <NameField name={row.label} onDone={onRenamed} /> : <span className={styles.label}>{row.label}</span>}
      {row.kind === 'step' ? <span className="visually-hidden">, </span> : null}
      {row.kind === 'step' && !renaming ? <span className={styles.kind}>{kind?.title ?? row.step.kind}</span> : null}
      <Marks row={row} problems={problems} />
    </div>
  )
}

function Chevron({ open }: { readonly open: boolean | undefined }) {
  if (open === undefined) return null
  return open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />
}

function Icon({ row, kind }: Pick<OutlineLineProps, 'row' | 'kind'>) {
  if (row.kind === 'step') return <KindTile icon={kind?.icon ?? 'box'} group={kind?.group} size="small" />
  return row.kind === 'input' ? <LogIn size={14} aria-hidden className={styles.icon} /> : null
}

function Marks({ row, problems }: Pick<OutlineLineProps, 'row' | 'problems'>) {
  const undo = row.kind === 'step' && row.step.undo !== undefined && row.step.undo !== 'none'
  return (
    <>
      {undo ? <Undo2 size={14} aria-hidden className={styles.undo} /> : null}
      {problems ? (
        <span className={styles.problems} aria-hidden>
          {problems}
        </span>
      ) : null}
      <span className="visually-hidden">{marks(row, problems, undo)}</span>
    </>
  )
}

/** The marks of a row, and what kind of row it is, for those who do not see them. */
function marks(row: OutlineRow, problems: number, undo: boolean): string {
  if (row.kind === 'input') return ', input'
  if (row.kind === 'branch') return `, branch${row.when ? `, when ${row.when}` : ''}`
  return `${undo ? ', has an undo' : ''}${problems ? `, ${problems === 1 ? '1 problem' : `${problems} problems`}` : ''}`
}

function NameField({ name, onDone }: { readonly name: string; readonly onDone: (text: string | undefined) => void }) {
  const [text, setText] = useState(name)
  // a field that goes away may lose the focus once more
  const ended = useRef(false)
  const end = (result: string | undefined) => {
    if (!ended.current) onDone(result)
    ended.current = true
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    end(event.key === 'Enter' ? text : undefined)
  }
  return (
    <input
      className={styles.field}
      aria-label={`New name of ${name}`}
      value={text}
      // the field is there because a person asked for it
      ref={(input) => {
        if (input && document.activeElement !== input) input.select()
      }}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={keys}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => end(text)}
    />
  )
}
