import { Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import { memo, type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { markOf } from '../../ui/step-state.ts'
import { InSlices } from '../../store/in-slices.ts'
import { countsPace, paced } from '../paced.ts'
import type { Looks } from './looks.ts'
import { onPaletteChange, type Palette, readPalette } from './palette.ts'
import { rectOf } from './paint-boxes.ts'
import { type Scene, shape } from './scene.ts'
import styles from './overview-map.module.css'

const size = { width: 168, height: 104 }
const margin = 6
/** Milliseconds between two drawings while a run moves on. */
const pace = 400
/** Of a drawing with more than `manyCards`, and with more than `mostCards`. */
const slowPace = 1000
const manyCards = 2000
const slowestPace = 2000
const mostCards = 5000

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
    const draw = () => {
      timer = undefined
      const shown = canvas.current
      if (!shown) return
      palette.current ??= readPalette(shown.parentElement ?? window.document.body)
      drawing?.stop()
      drawing = new InSlices(painted(looks, palette.current))
      // few cards are there at once
      if (scene.ids.length <= manyCards) drawing.hurry()
      void drawing.done.then((picture) => show(shown, picture))
    }
    const soon = () => {
      timer ??= setTimeout(draw, scene.ids.length > mostCards ? slowestPace : scene.ids.length > manyCards ? slowPace : pace)
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
    <Panel position="bottom-right" className={styles.map ?? ''}>
      <div role="img" aria-label="Overview of the drawing" className={styles.whole} onPointerDown={look} onPointerMove={look}>
        <canvas ref={canvas} style={size} />
        <div ref={seen} className={styles.seen} />
      </div>
    </Panel>
  )
})

function fitting({ whole }: Scene) {
  const [width, height] = [Math.max(1, whole.right - whole.left), Math.max(1, whole.bottom - whole.top)]
  const scale = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height)
  return { scale, left: (size.width - width * scale) / 2, top: (size.height - height * scale) / 2 }
}

/** So many cards are drawn between two looks at the clock. */
const portion = 200

/** The drawing in small, on a canvas of its own until it is complete. */
function* painted(looks: Looks, palette: Palette): Generator<void, HTMLCanvasElement> {
  const ratio = window.devicePixelRatio
  const canvas = window.document.createElement('canvas')
  canvas.width = Math.round(size.width * ratio)
  canvas.height = Math.round(size.height * ratio)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  const { scene } = looks.sources
  const { scale, left, top } = fitting(scene)
  context.scale(ratio, ratio)
  context.translate(left, top)
  context.scale(scale, scale)
  context.translate(-scene.whole.left, -scene.whole.top)
  // changing the colour costs more than what is drawn with it
  const alike = new Map<string, { readonly ink: string; readonly strength: number; readonly boxes: number[] }>()
  for (let box = 0; box < scene.ids.length; box++) {
    if (box % portion === portion - 1) yield
    if (scene.shapes[box] === shape.frame) continue
    const state = looks.state(box)
    const mark = state && markOf(state.status)
    const strength = scene.shapes[box] === shape.container ? 0.3 : mark ? 1 : 0.55
    const key = `${mark ?? ''}/${strength}`
    const same = alike.get(key) ?? { ink: mark ? palette.states[mark].ink : palette.edge, strength, boxes: [] }
    alike.set(key, same)
    same.boxes.push(box)
  }
  // containers lie under what is in them
  for (const { ink, strength, boxes } of [...alike.values()].sort((one, other) => one.strength - other.strength)) {
    context.globalAlpha = strength
    context.fillStyle = ink
    for (const [at, box] of boxes.entries()) {
      const { x, y, width, height } = rectOf(scene, box)
      context.fillRect(x, y, Math.max(width, 1 / scale), Math.max(height, 1 / scale))
      if (at % portion === portion - 1) yield
    }
  }
  return canvas
}

function show(canvas: HTMLCanvasElement, picture: HTMLCanvasElement): void {
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
}
