import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react'
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { CardEdge } from '../flow-edges.ts'
import type { DrawnNode } from '../note-nodes.ts'
import { useSteady } from '../use-steady.ts'

/** All of it stays the same from render to render. */
export interface Selecting {
  /** The selection as it is now, before React has drawn it. */
  readonly now: () => ReadonlySet<string>
  readonly onChanges: (changes: readonly (NodeChange<DrawnNode> | EdgeChange<CardEdge>)[]) => void
  readonly select: (ids: ReadonlySet<string>) => void
}

/**
 * React Flow's selection, carried over to all that is selected. It knows only the cards that it draws and tells of cards and lines
 * one after the other, so what it says is taken as a change to the newest selection; picking one without a key lets go of the rest.
 */
export function useSelecting(selected: ReadonlySet<string>, onSelect: (ids: ReadonlySet<string>) => void): Selecting {
  const flow = useStoreApi()
  const newest = useRef(selected)
  // whoever else selects, by key or by list, is heard here
  useLayoutEffect(() => {
    newest.current = selected
  }, [selected])

  const now = useCallback(() => newest.current, [])
  const select = useSteady((ids: ReadonlySet<string>) => {
    newest.current = ids
    onSelect(ids)
  })
  const onChanges = useSteady<Parameters<Selecting['onChanges']>, void>((changes) => {
    const picked = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
    if (!picked.length) return
    const { multiSelectionActive, nodeLookup, edgeLookup } = flow.getState()
    const alone = !multiSelectionActive && picked.some((change) => change.selected)
    const next = new Set([...newest.current].filter((id) => !alone || nodeLookup.has(id) || edgeLookup.has(id)))
    for (const change of picked) {
      if (change.selected) next.add(change.id)
      else next.delete(change.id)
    }
    select(next)
  })
  return { now, select, onChanges }
}
