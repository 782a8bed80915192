import type { Catalog, KindContract } from '@eddy/workflow'
import { memo, useEffect, useRef } from 'react'
import { KindList, type KindPick } from './kind-list.tsx'
import styles from './palette.module.css'

export interface PaletteProps {
  readonly catalog: Catalog
  readonly onAdd: (kind: KindContract, how: KindPick) => void
  /** The names under which a dragged kind and what the step is called travel. */
  readonly dragTypes: { readonly kind: string; readonly title: string }
}

/** The steps that can be drawn: drag one onto the canvas, or press it. */
export const Palette = memo(function Palette({ catalog, onAdd, dragTypes }: PaletteProps) {
  const aside = useRef<HTMLElement>(null)
  // the key works wherever the focus is, but in a text
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role=dialog]'))) return
      event.preventDefault()
      aside.current?.querySelector('input')?.focus()
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])
  return (
    <aside className={styles.palette} aria-label="Steps" ref={aside}>
      <KindList
        kinds={catalog.list()}
        onPick={onAdd}
        undos="named"
        onDragStart={(event, kind, title) => {
          event.dataTransfer.setData(dragTypes.kind, kind.kind)
          if (title !== undefined) event.dataTransfer.setData(dragTypes.title, title)
          event.dataTransfer.effectAllowed = 'copy'
        }}
      />
    </aside>
  )
})
