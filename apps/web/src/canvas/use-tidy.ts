import { autoLayout } from '../store/command/auto-layout.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { editorScene, useFit } from './layer/fit.ts'
import { tidied } from './tidy.ts'

/** Lays the drawing out in a worker; an edit made meanwhile wins over the layout. */
export function useTidy(store: EditorStore): () => void {
  const fit = useFit()
  const tidy = async () => {
    const { document } = store.getState()
    if (!document.steps.length) return
    const places = await tidied(document)
    const { document: now, dispatch } = store.getState()
    if (now.steps !== document.steps) return
    dispatch(autoLayout(places))
    requestAnimationFrame(() => fit(editorScene(store.getState())))
  }
  return () => {
    tidy().catch(() => store.getState().notify('The layout could not be computed. Nothing was moved.'))
  }
}
