import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { isInside } from '../../store/document/inside.ts'
import { fitOptions } from '../workflow-canvas.tsx'

/** Shows all of what is looked into, and brings the focus along: into the first card, or back to the container that was left. */
export function useScopeCamera(scope: string | undefined): void {
  const { fitView } = useReactFlow()
  const flow = useStoreApi()
  const before = useRef(scope)
  // camera and focus are the browser's; the cards are drawn one frame later
  useEffect(() => {
    const from = before.current
    before.current = scope
    if (from === scope) return
    const frame = requestAnimationFrame(() => {
      void fitView(fitOptions)
      const { domNode, nodeLookup } = flow.getState()
      const active = window.document.activeElement
      if (active && active !== window.document.body && !domNode?.contains(active)) return
      const to = from !== undefined && isInside(from, scope) ? from : [...nodeLookup.values()].find(({ type }) => type !== 'frame' && type !== 'note')?.id
      if (to !== undefined) domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(to)}"]`)?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [scope, fitView, flow])
}
