import { type InternalNode, type Node, useReactFlow, useStoreApi } from '@xyflow/react'
import type { KeyboardEvent } from 'react'

export interface Walk {
  readonly wrapper: HTMLElement | null
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  readonly onOpen?: ((path: string) => void) | undefined
}

const directions: { readonly [key: string]: readonly [number, number] } = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Arrow keys go to the nearest card in their direction; Enter opens and Space selects the focused one. */
export function useWalk({ wrapper, selected, onSelect, onOpen }: Walk): (event: KeyboardEvent) => void {
  const store = useStoreApi()
  const { setCenter, getZoom } = useReactFlow()

  const go = (path: string) => {
    onSelect(new Set([path]))
    const focus = () => wrapper?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(path)}"]`)
    const there = focus()
    if (there) return there.focus()
    const node = store.getState().nodeLookup.get(path)
    if (!node) return
    const [x, y] = centre(node)
    void setCenter(x, y, { zoom: getZoom(), duration: 0 }).then(() => requestAnimationFrame(() => focus()?.focus()))
  }

  return (event) => {
    const element = event.target instanceof HTMLElement ? event.target : undefined
    const focused = element?.classList.contains('react-flow__node') ? element.dataset.id : undefined
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directions[event.key]
    const from = focused ?? (element?.closest('button, input, [role=dialog]') ? undefined : [...selected].find((id) => !id.includes('>')))
    if (direction && !event.shiftKey) {
      const nodes = store.getState().nodeLookup
      const next = from === undefined ? [...nodes.values()].find(({ type }) => type !== 'frame')?.id : nearest(nodes, from, direction)
      if (next === undefined) return
      event.preventDefault()
      go(next)
    } else if (focused !== undefined && event.key === ' ') {
      event.preventDefault()
      onSelect(new Set([focused]))
    } else if (focused !== undefined && event.key === 'Enter') {
      event.preventDefault()
      onSelect(new Set([focused]))
      onOpen?.(focused)
    }
  }
}

function centre(node: InternalNode<Node>): [number, number] {
  const { x, y } = node.internals.positionAbsolute
  return [x + (node.width ?? 0) / 2, y + (node.height ?? 0) / 2]
}

/** The card that is near and straight ahead: what lies aside counts twice. From a note it goes to notes, from a card to cards. */
function nearest(nodes: ReadonlyMap<string, InternalNode<Node>>, from: string, [dx, dy]: readonly [number, number]): string | undefined {
  const start = nodes.get(from)
  if (!start) return undefined
  const [x, y] = centre(start)
  let best: { id: string; cost: number } | undefined
  for (const [id, node] of nodes) {
    const [nx, ny] = centre(node)
    const ahead = (nx - x) * dx + (ny - y) * dy
    const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx)
    if (id === from || node.type === 'frame' || (node.type === 'note') !== (start.type === 'note') || ahead <= 0 || aside > ahead * 3) continue
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id
}
