import { useStoreApi } from '@xyflow/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Sketched } from './sketch.ts'
import { SketchView } from './sketch-view.ts'
import styles from './sketch-layer.module.css'

/** The one canvas under the cards, in the same viewport. Panning and zooming draw it without React. */
export function SketchLayer({ looks, drawn, held, selected }: Sketched) {
  const flow = useStoreApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<SketchView>(undefined)

  // the canvas, the camera and the theme are outside of React
  useLayoutEffect(() => {
    if (!canvas.current) return
    const shown = new SketchView(canvas.current, flow)
    view.current = shown
    return () => shown.dispose()
  }, [flow])
  // in the same frame as the elements that it stands in for
  useLayoutEffect(() => view.current?.set({ looks, drawn, held, selected }), [flow, looks, drawn, held, selected])
  useLayoutEffect(() => held?.way.subscribe(() => view.current?.moved()), [held])
  const { overlay } = looks.sources
  useEffect(() => overlay?.subscribe((changed) => view.current?.changed(changed ?? [])), [overlay])
  return <canvas ref={canvas} className={styles.layer} aria-hidden />
}
