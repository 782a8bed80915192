import type { ReactFlowState } from '@xyflow/react'
import { onIconsRead } from './paint-icons.ts'
import { onPaletteChange, readPalette } from './palette.ts'
import { Sketch, type Sketched } from './sketch.ts'

interface Flow {
  readonly getState: () => ReactFlowState
  readonly subscribe: (listener: (state: ReactFlowState, before: ReactFlowState) => void) => () => void
}

/** Brings a sketch onto its canvas whenever the camera, the size, the theme or the sketch itself changes; at most once a frame. */
export class SketchView {
  private readonly sketch = new Sketch()
  private readonly context: CanvasRenderingContext2D | null
  private frame = 0
  private drawn = false
  private again = false
  private marked = false
  private readonly stops: readonly (() => void)[]

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly flow: Flow,
  ) {
    this.context = canvas.getContext('2d')
    this.sketch.setPalette(readPalette(canvas.parentElement ?? window.document.body))
    this.stops = [
      flow.subscribe((state, before) => {
        if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height) this.request()
      }),
      onPaletteChange(() => {
        this.sketch.setPalette(readPalette(canvas.parentElement ?? window.document.body))
        this.request()
      }),
      onIconsRead(() => this.drawAll()),
      onRestored(canvas, () => this.drawAll()),
    ]
  }

  private drawAll(): void {
    this.sketch.invalidate()
    this.request()
  }

  set(sketched: Sketched): void {
    this.sketch.set(sketched)
    this.request()
  }

  /** What is held is elsewhere. */
  moved(): void {
    this.request()
  }

  changed(ids: Iterable<string>): void {
    this.sketch.changed(ids)
    this.request()
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
    for (const stop of this.stops) stop()
  }

  /** The first change of a frame is drawn at once, with the elements that move with it; more of them wait for the next frame. */
  private request(): void {
    if (this.drawn) this.again = true
    else this.draw()
    this.nextFrame()
  }

  private nextFrame(): void {
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.drawn = false
      if (!this.again) return
      this.again = false
      this.draw()
      // the frame after this one draws its first change at once again
      this.nextFrame()
    })
  }

  private draw(): void {
    const { transform: [x, y, zoom], width, height } = this.flow.getState()
    if (!this.context || width === 0 || height === 0) return
    this.drawn = true
    const ratio = window.devicePixelRatio
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide
      this.canvas.height = high
      this.canvas.style.width = `${width}px`
      this.canvas.style.height = `${height}px`
    }
    // what is stale or stretched is followed by another frame, until all is sharp
    this.again = !this.sketch.draw(this.context, { x, y, zoom, width, height, ratio }, performance.now())
    if (this.again || this.marked) return
    this.marked = true
    // what the time to the first whole drawing is measured by
    performance.mark('eddy:drawn')
  }
}

/** The browser has taken a canvas's pixels away and given it new ones. */
function onRestored(canvas: HTMLCanvasElement, act: () => void): () => void {
  canvas.addEventListener('contextrestored', act)
  return () => canvas.removeEventListener('contextrestored', act)
}
