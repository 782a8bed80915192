import { type RefObject, useEffect } from 'react'
import type { Step } from '@eddy/workflow'
import { locate } from '../store/document/locate.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { onceShown } from './once-shown.ts'
import { spotElement } from './spot-element.ts'

/** Marks the field of the inspector that something found leads to, and brings it into sight. */
export function useSpot(inspector: RefObject<HTMLElement | null>): void {
  const store = useEditorStore()
  const spot = useEditor((state) => state.spot)
  // the inspector belongs to another feature: its fields are known by their labels, as a person knows them
  useEffect(() => {
    if (!spot) return
    let element: Element | undefined
    let stop = onceShown(inspector, () => {
      stop = onceShown(inspector, () => {
        const panel = inspector.current
        const step: Step | undefined = locate(store.getState().document, spot.path)?.step
        element = panel ? spotElement(panel, spot, step) : undefined
        const folded = element?.closest('details')
        if (folded) folded.open = true
        // a policy is a sentence until it is opened; lists and menus open over the page and stay shut
        if (element?.role === 'group') element.querySelector<HTMLElement>('button[aria-expanded=false]:not([aria-haspopup], [role])')?.click()
        element?.setAttribute('data-spot', '')
        element?.scrollIntoView({ block: 'center' })
      })
    })
    return () => {
      stop()
      element?.removeAttribute('data-spot')
    }
  }, [spot, inspector, store])
}
