import { useStoreApi } from '@xyflow/react'
import { useMemo } from 'react'
import { autoLayout, tidyUp } from '../store/command/auto-layout.ts'
import { locate, sameScope } from '../store/document/locate.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { densityNow } from './layer/density.ts'
import { editorScene, useFit } from './layer/fit.ts'
import { tidied, tidiedPart } from './tidy.ts'

export interface Tidy {
  readonly all: () => void
  /** Only the selected steps, which have to stand side by side. */
  readonly selection: () => void
}

/** Lays the drawing out in a worker; an edit made meanwhile wins over the layout. */
export function useTidy(store: EditorStore): Tidy {
  const fit = useFit()
  const flow = useStoreApi()
  return useMemo(() => {
    const camera = () => flow.getState().transform
    const all = async () => {
      const { document, lanes } = store.getState()
      if (!document.steps.length) return
      const looked = camera()
      const after = await tidied({ document, lanes, density: densityNow() })
      const { document: now, dispatch } = store.getState()
      if (now.steps !== document.steps) return
      dispatch(tidyUp(document, after))
      // whoever looks around meanwhile is not taken elsewhere
      if (camera() === looked) requestAnimationFrame(() => fit(editorScene(store.getState())))
    }
    const selection = async () => {
      const { document, selection: chosen, notify } = store.getState()
      const found = [...chosen].flatMap((path) => locate(document, path) ?? []).filter(({ scope }) => scope.kind !== 'handlers')
      const [first] = found
      if (!first || found.length < 2) return notify('Select the steps that should be tidied up, two at least.')
      if (found.some(({ scope }) => !sameScope(scope, first.scope))) return notify('The selected steps stand in different containers. Tidy up what stands in one.')
      const places = await tidiedPart(document, new Set(found.map(({ path }) => path)))
      const { document: now, dispatch } = store.getState()
      if (now.steps === document.steps) dispatch(autoLayout(places, `Tidy up ${found.length} steps`))
    }
    const failed = () => store.getState().notify('The layout could not be computed. Nothing was moved.')
    return { all: () => void all().catch(failed), selection: () => void selection().catch(failed) }
  }, [store, fit, flow])
}
