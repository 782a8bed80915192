import { useReactFlow, useStoreApi } from '@xyflow/react'
import { memo, type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { InSlices } from '../../store/in-slices.ts'
import { freeToMove } from '../free-to-move.ts'
import { countsPace, paced } from '../paced.ts'
import type { Looks } from './looks.ts'
import { onPaletteChange, type Palette, readPalette } from './palette.ts'
import { fitting, overviewSize, paintedOverview, paintOver } from './paint-overview.ts'
import styles from './overview-map.module.css'

/** Milliseconds between two drawings while a run moves on. */
const pace = 400
/** Between two of all of it, of a drawing with more than `manyCards`. */
const slowPace = 2000
const manyCards = 2000
/** So many cards are drawn over what is there; more are drawn with all others. */
const mostOver = 1000

/** The whole drawing in small, and what of it is seen. Press and drag to look elsewhere. */
export const OverviewMap = memo(function OverviewMap({ looks }: { readonly looks: Looks }) {
  const { scene, overlay } = looks.sources
  const flow = useStoreApi()
  const { setCenter, getZoom } = useReactFlow()
  const canvas = useRef<HTMLCanvasElement>(null)
  const seen = useRef<HTMLDivElement>(null)
  // to read the colours costs as much as to draw thousands of cards
  const palette = useRef<Palette>(undefined)

  // a canvas is drawn by hand; after the drawing itself, which is looked at first
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let drawing: InSlices<HTMLCanvasElement> | undefined
    const changed = new Set<number>()
    const draw = () => {
      timer = undefined
      const shown = canvas.current
      if (!shown) return
      palette.current ??= readPalette(shown.parentElement ?? window.document.body)
      drawing?.stop()
      changed.clear()
      const next = new InSlices(paintedOverview({ looks, palette: palette.current }))
      drawing = next
      // few cards are there at once
      if (scene.ids.length <= manyCards) next.hurry()
      void next.done.then((picture) => {
        show(shown, picture)
        if (drawing === next) drawing = undefined
      })
    }
    const drawOver = () => {
      timer = undefined
      // what has changed since it began is drawn over it
      if (drawing) timer = setTimeout(drawOver, pace)
      else if (canvas.current && palette.current && changed.size <= mostOver && paintOver(canvas.current, { looks, palette: palette.current }, changed)) changed.clear()
      else timer = setTimeout(draw, scene.ids.length > manyCards ? slowPace - pace : 0)
    }
    const soon = (cards?: ReadonlySet<string>) => {
      for (const id of cards ?? []) {
        const box = scene.boxFor(id)
        if (box !== undefined) changed.add(box)
      }
      timer ??= setTimeout(drawOver, pace)
    }
    // so many cards take longer than what a frame has left: they are drawn once the hands rest
    timer = setTimeout(draw, scene.ids.length > manyCards ? pace : 0)
    const recolour = () => {
      palette.current = undefined
      draw()
    }
    const stops = [onPaletteChange(recolour), overlay?.subscribe(soon)]
    return () => {
      clearTimeout(timer)
      drawing?.stop()
      for (const stop of stops) stop?.()
    }
  }, [looks, overlay, scene])

  useLayoutEffect(() => (seen.current ? freeToMove(seen.current) : undefined), [])
  // the camera moves without React
  useLayoutEffect(() => {
    const { scale, left, top } = fitting(scene)
    const follow = () => {
      const { transform: [x, y, zoom] } = flow.getState()
      if (seen.current) seen.current.style.transform = `translate(${left + (-x / zoom - scene.whole.left) * scale}px, ${top + (-y / zoom - scene.whole.top) * scale}px)`
    }
    const fit = () => {
      const { transform: [, , zoom], width, height } = flow.getState()
      if (!seen.current) return
      seen.current.style.width = `${(width / zoom) * scale}px`
      seen.current.style.height = `${(height / zoom) * scale}px`
    }
    // another size lays it out anew, which costs a frame of a zoom more than all the rest of this map
    const pace = paced(fit, countsPace)
    follow()
    fit()
    const stop = flow.subscribe((state, before) => {
      if (state.transform !== before.transform) follow()
      if (state.transform[2] !== before.transform[2] || state.width !== before.width || state.height !== before.height) pace.call()
    })
    return () => {
      pace.stop()
      stop()
    }
  }, [flow, scene])

  const look = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    // a drag that began elsewhere and comes by looks nowhere else
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.getBoundingClientRect()
    const { scale, left, top } = fitting(scene)
    void setCenter((event.clientX - box.x - left) / scale + scene.whole.left, (event.clientY - box.y - top) / scale + scene.whole.top, { zoom: getZoom(), duration: 0 })
  }
  return (
    <div className={styles.map}>
      <div role="img" aria-label="Overview of the drawing" className={styles.whole} onPointerDown={look} onPointerMove={look}>
        <canvas ref={canvas} style={overviewSize} />
        <div ref={seen} className={styles.seen} />
      </div>
    </div>
  )
})
function show(canvas: HTMLCanvasElement, picture: HTMLCanvasElement): void {
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
}
