import type { Page } from '@playwright/test'

/** Frames that one measurement lasts. */
export const FRAMES = 240

interface Point {
  readonly x: number
  readonly y: number
}

/** Nothing but a frame after the other: what the browser itself costs. */
export async function idle(page: Page, frames = FRAMES): Promise<void> {
  await page.evaluate(async (count) => {
    performance.mark('bench:begin')
    for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame)
    performance.mark('bench:end')
  }, frames)
}

export interface Panning {
  readonly at: Point
  /** Pixels of a frame. */
  readonly by: Point
  readonly frames?: number
}

/** Wheels over the canvas, once a frame, there and back again. */
export async function pan(page: Page, { at, by, frames = FRAMES }: Panning): Promise<void> {
  await page.evaluate(
    async ({ at, by, frames }) => {
      const pane = document.querySelector('.react-flow__pane')
      performance.mark('bench:begin')
      for (let frame = 0; frame < frames; frame++) {
        const way = frame < frames / 2 ? 1 : -1
        pane?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: at.x, clientY: at.y, deltaX: way * by.x, deltaY: way * by.y }))
        await new Promise(requestAnimationFrame)
      }
      performance.mark('bench:end')
    },
    { at, by, frames },
  )
}

export interface Zooming {
  readonly at: Point
  /** By how much the zoom is multiplied in a frame. */
  readonly factor: number
  readonly frames: number
  /** Back out again, too. */
  readonly back?: boolean
}

/** Ctrl and wheel, once a frame. */
export async function zoom(page: Page, { at, factor, frames, back = false }: Zooming): Promise<void> {
  await page.evaluate(
    async ({ at, delta, frames, back }) => {
      const pane = document.querySelector('.react-flow__pane')
      performance.mark('bench:begin')
      for (let frame = 0; frame < frames; frame++) {
        const way = back && frame >= frames / 2 ? -1 : 1
        pane?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true, clientX: at.x, clientY: at.y, deltaY: way * delta }))
        await new Promise(requestAnimationFrame)
      }
      performance.mark('bench:end')
    },
    // React Flow turns pixels of a wheel with Ctrl into 2 ** (-0.002 · pixels)
    { at, delta: -Math.log2(factor) / 0.002, frames, back },
  )
}

/** Takes the card under a point and moves it about, once a frame; lets it go where it was, so that nothing is edited. */
export async function dragCard(page: Page, at: Point, frames = FRAMES): Promise<void> {
  await page.evaluate(
    async ({ at, frames }) => {
      const fire = (target: EventTarget | null | undefined, type: string, { x, y }: { x: number; y: number }, buttons: number) => {
        const options = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons }
        target?.dispatchEvent(type.startsWith('pointer') ? new PointerEvent(type, { ...options, pointerId: 1, isPrimary: true, pointerType: 'mouse' }) : new MouseEvent(type, options))
      }
      const under = () => document.elementFromPoint(at.x, at.y)
      fire(under(), 'pointermove', at, 0)
      await new Promise(requestAnimationFrame)
      const card = under()?.closest('.react-flow__node')
      if (!card) throw new Error('no card is under the pointer')
      fire(under(), 'pointerdown', at, 1)
      fire(under(), 'mousedown', at, 1)
      // the first pixels decide that it is a drag
      for (let step = 1; step <= 4; step++) {
        fire(window, 'mousemove', { x: at.x + 2 * step, y: at.y }, 1)
        await new Promise(requestAnimationFrame)
      }
      performance.mark('bench:begin')
      for (let frame = 0; frame < frames; frame++) {
        const angle = (2 * Math.PI * frame) / 120
        fire(window, 'mousemove', { x: at.x + 140 * Math.sin(angle), y: at.y + 90 * Math.sin(2 * angle) }, 1)
        await new Promise(requestAnimationFrame)
      }
      performance.mark('bench:end')
      fire(window, 'mousemove', at, 1)
      fire(window, 'mouseup', at, 0)
    },
    { at, frames },
  )
}
