import { useStoreApi } from '@xyflow/react'
import { use, useEffect, useRef } from 'react'
import { isInside } from '../../store/document/inside.ts'
import { useFit } from '../layer/fit.ts'
import { SceneContext } from '../layer/scene-context.ts'
import { shape } from '../layer/scene.ts'

/** Shows all of what is looked into, and brings the focus along: into the first card, or back to the container that was left. Stands in the drawing. */
export function ScopeCamera({ scope }: { readonly scope: string | undefined }) {
  const scene = use(SceneContext)
  const fit = useFit()
  const flow = useStoreApi()
  const before = useRef(scope)
  // camera and focus are the browser's
  useEffect(() => {
    const from = before.current
    before.current = scope
    if (from === scope || !scene) return
    fit(scene)
    const { domNode } = flow.getState()
    const active = window.document.activeElement
    if (active && active !== window.document.body && !domNode?.contains(active)) return
    const to = from !== undefined && isInside(from, scope) ? from : scene.ids.find((_, box) => scene.shapes[box] !== shape.frame && scene.shapes[box] !== shape.note)
    if (domNode && to !== undefined) focusWhenDrawn(domNode, to)
  }, [scope, scene, fit, flow])
  return null
}

/** Cards become elements once the camera rests, and as long as the drawing settles an element may be put elsewhere, which takes its focus. */
function focusWhenDrawn(domNode: HTMLElement, path: string, frames = 60): void {
  const card = domNode.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(path)}"]`)
  card?.focus({ preventScroll: true })
  if (frames > 0) requestAnimationFrame(() => (isElsewhere(card) ? undefined : focusWhenDrawn(domNode, path, frames - 1)))
}

/** Whether the person has gone on to something else since the card had the focus. */
function isElsewhere(card: HTMLElement | null): boolean {
  const { activeElement, body } = window.document
  return card !== null && activeElement !== card && activeElement !== body && activeElement !== null
}
