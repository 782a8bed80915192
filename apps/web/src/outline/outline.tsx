import type { Catalog } from '@eddy/workflow'
import { type KeyboardEvent, type Ref, useCallback, useId, useRef, useState } from 'react'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { type AddPlace, addPlace, moveRow, removeRow, renameRow } from './outline-edits.ts'
import { type OutlineVerbs, pressed, type Typed } from './outline-keys.ts'
import { OutlineLine } from './outline-line.tsx'
import type { OutlineRow } from './outline-rows.ts'
import { useRows } from './use-rows.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './outline.module.css'

const rowHeight = 28
/** Up to so many rows are simply drawn. */
const few = 200

export interface OutlineProps {
  readonly catalog: Catalog
  /** Enter on a row: what it means is selected, and should be edited. */
  readonly onOpen: () => void
  /** A row was gone to here, and should be seen in the drawing. */
  readonly onReveal: (path: string) => void
  readonly onAdd: (place: AddPlace, at: { readonly x: number; readonly y: number }) => void
  /** Escape: back to the drawing. */
  readonly onLeave: () => void
  /** The tree, for who brings the focus here. */
  readonly ref?: Ref<HTMLDivElement>
}

/** The document as a tree of lines, as complete an editor as the drawing. The focus stays on the tree and points to a row, so that only rows in sight need to exist. */
export function Outline({ catalog, onOpen, onReveal, onAdd, onLeave, ref }: OutlineProps) {
  const store = useEditorStore()
  const selection = useEditor((state) => state.selection)
  const problemsOf = useEditor((state) => state.problemsOf)
  const { go, ...rest } = useRows()
  const { rows, at } = rest
  const [renaming, setRenaming] = useState<string>()
  const typed = useRef<Typed>({ text: '', at: 0 })
  const tree = useRef<HTMLDivElement>(null)
  const base = useId()
  const { first, until, attach, onScroll } = useWindow({ count: rows.length, rowHeight, at, few })
  const idOf = (row: OutlineRow) => `${base}-${row.id}`
  const active = rows[at]

  const walk = (row: OutlineRow | undefined) => {
    go(row)
    if (row?.kind === 'step') onReveal(row.path)
  }
  const verbs: OutlineVerbs = {
    rename: (row) => (row.kind === 'step' || row.kind === 'input' ? setRenaming(row.id) : undefined),
    remove: (row) => removeRow(store, row, rows[at + 1]?.level === row.level ? rows[at + 1] : rows[at - 1]),
    move: (row, by) => moveRow(store, row, by),
    add: (row) => {
      const place = addPlace(row)
      if (typeof place === 'string') return store.getState().notify(place)
      const box = document.getElementById(idOf(row))?.getBoundingClientRect()
      onAdd(place, { x: (box?.x ?? 0) + 48, y: box?.bottom ?? 0 })
    },
    open: (row) => {
      go(row)
      onOpen()
    },
    leave: onLeave,
  }
  const keys = (event: KeyboardEvent) => {
    // the field of a new name has its own keys
    if (event.target !== event.currentTarget) return
    if (pressed(event, { rows: { ...rest, go: walk }, verbs, typed: typed.current })) event.preventDefault()
  }
  const renamed = (row: OutlineRow, text: string | undefined) => {
    setRenaming(undefined)
    if (text !== undefined) renameRow(store, row, text)
    tree.current?.focus()
  }
  const refs = useCallback(
    (element: HTMLDivElement | null) => {
      tree.current = element
      if (typeof ref === 'function') ref(element)
      else if (ref) ref.current = element
      return attach(element)
    },
    [attach, ref],
  )

  return (
    <aside className={styles.outline} aria-label="Outline">
      <h2 className={styles.title}>Outline</h2>
      <div
        ref={refs}
        className={styles.tree}
        role="tree"
        aria-label="Outline of the workflow"
        aria-multiselectable
        aria-activedescendant={active ? idOf(active) : undefined}
        tabIndex={0}
        onKeyDown={keys}
        onScroll={onScroll}
      >
        <div role="presentation" className={styles.space} style={{ height: rows.length * rowHeight }}>
          {rows.map((row, index) =>
            // the row that the focus points to must exist
            (index >= first && index < until) || index === at ? (
              <OutlineLine
                key={row.id}
                id={idOf(row)}
                row={row}
                top={index * rowHeight}
                kind={row.kind === 'step' ? catalog.get(row.step.kind) : undefined}
                problems={row.kind === 'step' ? problemsOf.get(row.path)?.length ?? 0 : 0}
                selected={row.kind === 'step' && selection.has(row.path)}
                active={index === at}
                renaming={renaming === row.id}
                onRenamed={(text) => renamed(row, text)}
                onPick={(event) => {
                  if (event.shiftKey) rest.extend(row)
                  else if (event.ctrlKey || event.metaKey) rest.toggle(row)
                  else walk(row)
                  tree.current?.focus()
                }}
                onFold={() => rest.setOpen(row, row.open === false)}
                onRename={() => verbs.rename(row)}
              />
            ) : null,
          )}
        </div>
      </div>
    </aside>
  )
}
