import type { Catalog, KindContract } from '@eddy/workflow'
import { memo, useEffect, useRef } from 'react'
import { KindList } from './kind-list.tsx'
import styles from './palette.module.css'

export interface PaletteProps {
  readonly catalog: Catalog
  readonly onAdd: (kind: KindContract) => void
  /** The name under which a dragged kind travels. */
  readonly dragType: string
}

/** The steps that can be drawn: drag one onto the canvas, or press it. */
export const Palette = memo(function Palette({ catalog, onAdd, dragType }: PaletteProps) {
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
        onPick={(kind) => onAdd(kind)}
        onDragStart={(event, kind) => {
          event.dataTransfer.setData(dragType, kind.kind)
          event.dataTransfer.effectAllowed = 'copy'
        }}
      />
    </aside>
  )
})
