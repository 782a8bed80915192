import { useReactFlow } from '@xyflow/react'
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { rectOf } from './layer/paint-boxes.ts'
import { useConnectionWalk } from './use-connection-walk.ts'
import { type Scene, shape } from './layer/scene.ts'

export interface Walk {
  readonly wrapper: HTMLElement | null
  readonly scene: Scene
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  readonly onOpen?: ((path: string) => void) | undefined
}

const directions: { readonly [key: string]: readonly [number, number] } = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Arrow keys go to the nearest card in their direction; Enter opens and Space selects the focused one. Along the lines: `useConnectionWalk`. */
export function useWalk({ wrapper, scene, selected, onSelect, onOpen }: Walk): (event: KeyboardEvent) => void {
  const { setCenter, getViewport } = useReactFlow()

  const go = (path: string) => {
    // a card that is no element yet becomes one, so that it has the focus in this frame
    if (wrapper && cardIn(wrapper, path)) onSelect(new Set([path]))
    else flushSync(() => onSelect(new Set([path])))
    const box = scene.indexOf(path)
    if (!wrapper || box === undefined) return
    const { x, y, width, height } = rectOf(scene, box)
    const { x: left, y: top, zoom } = getViewport()
    const seen = x * zoom + left >= 0 && y * zoom + top >= 0 && (x + width) * zoom + left <= wrapper.clientWidth && (y + height) * zoom + top <= wrapper.clientHeight
    if (!seen) void setCenter(x + width / 2, y + height / 2, { zoom, duration: 0 })
    focusWhenDrawn(wrapper, path)
  }

  const select = (element: HTMLElement, line: string) => {
    flushSync(() => onSelect(new Set([line])))
    focusWhenDrawn(element, line)
  }
  const goAlong = useConnectionWalk({ scene, selected, onCard: go, onLine: (line) => wrapper && select(wrapper, line) })

  return (event) => {
    if (goAlong(event)) return event.preventDefault()
    const element = event.target instanceof HTMLElement ? event.target : undefined
    const focused = element?.classList.contains('react-flow__node') ? element.dataset.id : undefined
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directions[event.key]
    const from = focused ?? (element?.closest('button, input, [role=dialog]') ? undefined : [...selected].find((id) => !id.includes('>')))
    if (direction && !event.shiftKey) {
      const next = from === undefined ? scene.ids.find((_, box) => scene.shapes[box] !== shape.note && scene.shapes[box] !== shape.frame) : nearest(scene, from, direction)
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

/** A card or a line becomes an element once it is selected; far away that may take a frame or two. */
function focusWhenDrawn(wrapper: HTMLElement, path: string, frames = 12): void {
  const card = cardIn(wrapper, path)
  if (card) card.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(wrapper, path, frames - 1))
}

function cardIn(wrapper: HTMLElement, path: string): HTMLElement | SVGElement | null {
  return wrapper.querySelector<HTMLElement | SVGElement>(`:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(path)}"]`)
}

/** How far is looked at first, in pixels of the drawing; then eight times as far, and so on. */
const near = 800

/** The card that is near and straight ahead: what lies aside counts twice. From a note it goes to notes, from a card to cards. */
function nearest(scene: Scene, from: string, direction: readonly [number, number]): string | undefined {
  const start = scene.indexOf(from)
  if (start === undefined) return undefined
  const reach = Math.max(scene.whole.right - scene.whole.left, scene.whole.bottom - scene.whole.top)
  for (let far = near; ; far *= 8) {
    const found = nearestWithin(scene, { start, direction, far })
    // what lies further away than the found one may still cost less, but not if it lies beyond what was looked at
    if (found && (found.cost <= far || far > reach)) return scene.ids[found.box]
    if (far > reach) return found && scene.ids[found.box]
  }
}

interface Look {
  readonly start: number
  readonly direction: readonly [number, number]
  readonly far: number
}

function nearestWithin(scene: Scene, { start, direction: [dx, dy], far }: Look): { readonly box: number; readonly cost: number } | undefined {
  const [x, y] = centre(scene, start)
  const note = scene.shapes[start] === shape.note
  let best: { box: number; cost: number } | undefined
  scene.boxes.query({ left: x - far, right: x + far, top: y - far, bottom: y + far }, (box) => {
    const [nx, ny] = centre(scene, box)
    const ahead = (nx - x) * dx + (ny - y) * dy
    const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx)
    if (box === start || scene.shapes[box] === shape.frame || (scene.shapes[box] === shape.note) !== note || ahead <= 0 || aside > ahead * 3) return
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { box, cost }
  })
  return best
}

function centre(scene: Scene, box: number): readonly [number, number] {
  const { x, y, width, height } = rectOf(scene, box)
  return [x + width / 2, y + height / 2]
}
