import type { WorkflowDocument } from '@eddy/workflow'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useWindow } from '../ui/use-window.ts'
import { LibraryCard } from './library-card.tsx'
import type { LibraryList } from './use-library-list.ts'
import styles from './library-page.module.css'

const GAP = 16
const CARD_WIDTH = 288
const ROW = 276 + GAP
/** Rows left below when the next page is asked for. */
const AHEAD = 4

export interface LibraryGridProps {
  readonly list: LibraryList
  readonly selected: ReadonlySet<string>
  readonly onSelect: (name: string, selected: boolean) => void
  readonly renderDrawing: (document: WorkflowDocument) => ReactNode
}

/** The cards, of which only the rows in sight are in the page: the list scrolls alike with twenty and with five thousand. */
export function LibraryGrid({ list, selected, onSelect, renderDrawing }: LibraryGridProps) {
  const { cards, total, hasMore, loadMore } = list
  const [columns, setColumns] = useState(3)
  const rows = Math.ceil(cards.length / columns)
  const { first, until, attach, onScroll } = useWindow({ count: rows, rowHeight: ROW, spare: 2 })
  const measure = useCallback(
    (element: HTMLDivElement | null) => {
      const detach = attach(element)
      if (!element) return undefined
      const observer = new ResizeObserver(() => setColumns(Math.max(1, Math.floor((element.clientWidth - 32 + GAP) / (CARD_WIDTH + GAP)))))
      observer.observe(element)
      return () => {
        observer.disconnect()
        detach?.()
      }
    },
    [attach],
  )
  const near = hasMore && until >= rows - AHEAD
  // the next page comes from the server before its place is reached
  useEffect(() => {
    if (near) loadMore()
  })
  return (
    <div className={styles.scroll} ref={measure} onScroll={onScroll} data-earlier={list.earlier ? '' : undefined}>
      <ul className={styles.grid} aria-label="Workflows in the library" style={{ paddingTop: first * ROW, minHeight: rows * ROW, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {cards.slice(first * columns, until * columns).map((card, index) => (
          <li key={card.name} aria-setsize={total} aria-posinset={first * columns + index + 1}>
            <LibraryCard card={card} selected={selected.has(card.name)} onSelect={onSelect} renderDrawing={renderDrawing} />
          </li>
        ))}
      </ul>
    </div>
  )
}
