import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useMemo } from 'react'
import { useEditorStore } from '../store/editor-context.tsx'
import { createHands, type Hands } from './hands.ts'
import type { HandsOptions } from './hands-options.ts'

/** The hands over the drawing around, the same ones from render to render. */
export function useHands({ catalog, onRequestKind, onExtract }: Pick<HandsOptions, 'catalog' | 'onRequestKind' | 'onExtract'>): Hands {
  const store = useEditorStore()
  const { flowToScreenPosition: toScreen, getViewport } = useReactFlow()
  const flow = useStoreApi()
  return useMemo(() => {
    const middle = () => {
      const { x, y, zoom } = getViewport()
      const { width, height } = flow.getState()
      return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom }
    }
    return createHands({ store, catalog, onRequestKind, onExtract, toScreen, middle })
  }, [store, catalog, onRequestKind, onExtract, toScreen, getViewport, flow])
}
