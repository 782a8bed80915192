import { Popover } from '@base-ui/react/popover'
import type { Argument, JsonSchema } from '@eddy/workflow'
import { Ban, ChevronDown, ChevronRight, ChevronsUpDown } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import field from '../ui/field.module.css'
import { brief, typeOf } from '../ui/known-value.ts'
import overlay from '../ui/overlay.module.css'
import { useFocusAtOnce } from '../ui/use-focus-at-once.ts'
import type { Located } from '../store/document/locate.ts'
import { type Fit, fitOf } from './fit-of.ts'
import { useScene } from './inspector-context.tsx'
import type { Scene } from './known-data.ts'
import { most, type Reachable, reachableFrom, type TreeRow, treeRows } from './reachable.ts'
import { sourceText } from './source-text.ts'
import styles from './source-picker.module.css'

export interface SourcePickerProps {
  readonly found: Located
  readonly argument: Argument
  /** What the argument takes; without it, anything. */
  readonly wanted?: JsonSchema | undefined
  readonly onPick: (picked: Pick<Reachable, 'from' | 'path'>) => void
}

/** Says where an argument comes from; opens a tree of everything that it could come from. */
export function SourcePicker({ found, argument, wanted, onPick }: SourcePickerProps) {
  const [shown, setShown] = useState(false)
  const focus = useFocusAtOnce()
  const scene = useScene()
  const { text, missing } = sourceText(scene.document, found, argument)
  return (
    <Popover.Root open={shown} onOpenChange={setShown}>
      <Popover.Trigger aria-label={`Source of ${argument.name}`} className={`${field.input} ${field.select}`} data-invalid={missing ? '' : undefined}>
        <span className={field.value}>{text}</span>
        <ChevronsUpDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start" collisionPadding={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`} aria-label={`Where ${argument.name} comes from`} {...focus}>
            <Tree
              scene={scene}
              found={found}
              wanted={wanted}
              onPick={(item) => {
                setShown(false)
                onPick(item)
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface TreeProps {
  readonly scene: Scene
  readonly found: Located
  readonly wanted: JsonSchema | undefined
  readonly onPick: (item: Reachable) => void
}

/** Made only while it is open. The list is made once per change. */
function Tree({ scene, found, wanted, onPick }: TreeProps) {
  const id = useId()
  const items = useMemo(() => reachableFrom(scene, found), [scene, found])
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(0)
  // a search through thousands of steps does not hold up the next letter
  const rows = treeRows(items, { open, query: useDeferredValue(query) })
  const at = Math.min(active, rows.length - 1)
  const current = rows[at]
  const toggle = (row: TreeRow, to: boolean) => setOpen(to ? new Set([...open, row.item.id]) : new Set([...open].filter((other) => other !== row.item.id)))
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setActive(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key]
    // the tree may be a moment behind what is typed, and Enter means what is typed
    const taken = event.key === 'Enter' ? treeRows(items, { open, query })[Math.max(0, at)] : undefined
    if (move) go(move(at, rows.length))
    else if (taken) onPick(taken.item)
    else if (query !== '' || !current || !sideways(event.key, current)) return
    event.preventDefault()
  }
  // with text in the field the arrows are the caret's, and everything that fits is open anyway
  const sideways = (key: string, row: TreeRow): boolean => {
    if (key === 'ArrowRight' && row.hasParts && !row.open) toggle(row, true)
    else if (key === 'ArrowLeft' && row.open) toggle(row, false)
    else if (key === 'ArrowLeft' && row.level > 1) go(rows.findLastIndex((other, index) => index < at && other.level < row.level))
    else return false
    return true
  }
  return (
    <>
      <input
        className={`${field.input} ${styles.search}`}
        role="combobox"
        aria-label="Search everything that can be used"
        aria-expanded
        aria-haspopup="tree"
        aria-controls={`${id}-tree`}
        aria-activedescendant={current ? `${id}-${at}` : undefined}
        placeholder="Search steps, inputs and their fields"
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={press}
      />
      <div role="tree" id={`${id}-tree`} aria-label="What can be used" className={styles.tree}>
        {rows.map((row, index) => (
          <Row key={row.item.id} row={row} wanted={wanted} id={`${id}-${index}`} active={index === at} heading={rows[index - 1]?.item.group === row.item.group ? undefined : row.item.group} onToggle={() => toggle(row, !row.open)} onPick={() => onPick(row.item)} />
        ))}
        {rows.length === 0 ? <p className={styles.empty}>Nothing here is called that, and nothing has such a field or type.</p> : null}
        {rows.length === most ? <p className={styles.empty}>These are the first {most}. Search by name, field or type for another.</p> : null}
      </div>
    </>
  )
}

const moves: { readonly [key: string]: (at: number, length: number) => number } = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 8,
  PageUp: (at) => at - 8,
}

interface RowProps {
  readonly row: TreeRow
  readonly wanted: JsonSchema | undefined
  readonly id: string
  readonly active: boolean
  readonly heading: string | undefined
  readonly onToggle: () => void
  readonly onPick: () => void
}

/** The pointer's part; the keyboard stays in the search field, which names the active row. */
function Row({ row, wanted, id, active, heading, onToggle, onPick }: RowProps) {
  const { item, level, open, hasParts } = row
  const type = typeOf(item.known)
  const sample = brief(item.known.sample)
  const fit = 'value' in item.from ? undefined : fitOf(item.known, wanted)
  return (
    <>
      {heading ? (
        <p className={styles.heading} aria-hidden>
          {heading}
        </p>
      ) : null}
      <div
        id={id}
        role="treeitem"
        aria-level={level}
        aria-selected={active}
        aria-expanded={hasParts ? open : undefined}
        aria-label={spoken(row, fit)}
        data-active={active ? '' : undefined}
        data-level={level}
        className={styles.row}
        data-fits={fit?.fits}
        title={fit?.reason || item.note}
        onClick={onPick}
      >
        <Toggle row={row} onToggle={onToggle} />
        <span className={styles.label}>{item.label}</span>
        {fit?.fits === false ? <Ban size={12} aria-hidden className={styles.unfit} /> : null}
        <span className={styles.type}>{type === 'anything' ? '' : type}</span>
        <code className={styles.sample}>{sample}</code>
      </div>
    </>
  )
}

function Toggle({ row: { hasParts, open }, onToggle }: Pick<RowProps, 'row' | 'onToggle'>) {
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <span
      className={styles.toggle}
      data-toggle={hasParts ? '' : undefined}
      onClick={(event) => {
        if (!hasParts) return
        event.stopPropagation()
        onToggle()
      }}
    >
      {hasParts ? <Chevron size={14} aria-hidden /> : null}
    </span>
  )
}

/** A row for those who do not see it. */
function spoken({ item, level }: TreeRow, fit: Fit | undefined): string {
  const sample = brief(item.known.sample)
  return [item.label, level === 1 ? item.group : '', typeOf(item.known), sample ? `for example ${sample}` : '', fit?.reason ? `does not fit: ${fit.reason}` : ''].filter(Boolean).join(', ')
}
