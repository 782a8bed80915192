import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type PointerEvent, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { detailAt } from '../detail.ts'
import { boxAt, lineAt } from './hit.ts'
import { type Scene, shape } from './scene.ts'
import type { Touched } from './wanted.ts'

/** Pixels of the screen from a line at which it is meant. */
const reach = 6
/** With more than so many selected, the layer draws their rings. */
const many = 8

export interface Touch {
  readonly touched: Touched
  /** For pointer moves over the canvas. */
  readonly onPointerMove: (event: PointerEvent) => void
}

/**
 * What a person points at, has focused or has selected. React Flow is given these wherever they are drawn by the layer, so that
 * click, drag, menu and connecting are its own and the same at every zoom.
 */
export function useTouch(scene: Scene, wrapper: HTMLElement | null, selected: ReadonlySet<string>): Touch {
  const flow = useStoreApi()
  const { screenToFlowPosition } = useReactFlow()
  const [hovered, setHovered] = useState<string>()
  const [focused, setFocused] = useState<string>()

  // the focus is the browser's; an element that has it must not go away
  useEffect(() => {
    if (!wrapper) return
    const focus = (event: FocusEvent) => setFocused(event.type === 'focusin' ? elementId(event.target) : undefined)
    wrapper.addEventListener('focusin', focus)
    wrapper.addEventListener('focusout', focus)
    return () => {
      wrapper.removeEventListener('focusin', focus)
      wrapper.removeEventListener('focusout', focus)
    }
  }, [wrapper])

  const onPointerMove = ({ target, clientX, clientY, buttons }: PointerEvent) => {
    const { transform: [, , zoom], connection } = flow.getState()
    if (buttons !== 0 && !connection.inProgress) return
    const there = elementId(target)
    // where cards are drawn as elements, the browser knows what is pointed at
    if (!isPane(target) && (there === undefined || wrapper?.dataset['layered'] === undefined)) return
    const point = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
    const found = boxAt(scene, point) ?? there ?? (detailAt(zoom) === 'far' ? undefined : lineAt(scene, point, reach / zoom))
    // before the press that may follow, which has to meet the card itself
    if (found !== hovered) flushSync(() => setHovered(found))
  }

  const touched = useMemo((): Touched => {
    const chosen = selected.size <= many ? [...selected] : []
    // one card can always be reached with the Tab key
    const entry = chosen.length ? [] : [scene.ids.find((_, box) => scene.shapes[box] !== shape.frame)]
    const ids = [...new Set([hovered, focused, ...chosen, ...entry])].flatMap((id) => id ?? [])
    return { boxes: ids.filter((id) => !id.includes('>')), lines: ids.filter((id) => id.includes('>')) }
  }, [scene, hovered, focused, selected])
  return { touched, onPointerMove }
}

function isPane(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains('react-flow__pane')
}

/** The card or line that an element is part of. */
function elementId(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge')?.dataset['id'] : undefined
}
