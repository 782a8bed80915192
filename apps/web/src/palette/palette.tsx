import type { Catalog, KindContract } from '@eddy/workflow'
import { KindList } from './kind-list.tsx'
import styles from './palette.module.css'

export interface PaletteProps {
  readonly catalog: Catalog
  readonly onAdd: (kind: KindContract) => void
  /** The name under which a dragged kind travels. */
  readonly dragType: string
}

/** The steps that can be drawn: drag one onto the canvas, or press it. */
export function Palette({ catalog, onAdd, dragType }: PaletteProps) {
  return (
    <aside className={styles.palette} aria-label="Steps">
      <KindList
        kinds={catalog.list()}
        onPick={onAdd}
        onDragStart={(event, kind) => {
          event.dataTransfer.setData(dragType, kind.kind)
          event.dataTransfer.effectAllowed = 'copy'
        }}
      />
    </aside>
  )
}
