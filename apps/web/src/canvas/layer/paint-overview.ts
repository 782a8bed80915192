import { markOf } from '../../ui/step-state.ts'
import type { Looks } from './looks.ts'
import { rectOf } from './paint-boxes.ts'
import type { Palette } from './palette.ts'
import { type Scene, shape } from './scene.ts'

export const overviewSize = { width: 168, height: 104 }
const margin = 6

/** How a drawing is made small enough for its overview. */
export function fitting({ whole }: Scene) {
  const [width, height] = [Math.max(1, whole.right - whole.left), Math.max(1, whole.bottom - whole.top)]
  const scale = Math.min((overviewSize.width - 2 * margin) / width, (overviewSize.height - 2 * margin) / height)
  return { scale, left: (overviewSize.width - width * scale) / 2, top: (overviewSize.height - height * scale) / 2 }
}

interface Painted {
  readonly looks: Looks
  readonly palette: Palette
}

/** So many cards are drawn between two looks at the clock. */
const portion = 200

/** All of it, on a canvas of its own until it is complete. O(boxes). */
export function* paintedOverview(painted: Painted): Generator<void, HTMLCanvasElement> {
  const ratio = window.devicePixelRatio
  const canvas = window.document.createElement('canvas')
  canvas.width = Math.round(overviewSize.width * ratio)
  canvas.height = Math.round(overviewSize.height * ratio)
  const { ids, shapes } = painted.looks.sources.scene
  const boxes: number[] = []
  for (let box = 0; box < ids.length; box++) if (shapes[box] !== shape.frame) boxes.push(box)
  yield* fill(canvas, painted, boxes)
  return canvas
}

/** Draws over it what looks different by a run; false when that cannot be drawn over what is there. */
export function paintOver(canvas: HTMLCanvasElement, painted: Painted, boxes: ReadonlySet<number>): boolean {
  const { looks } = painted
  for (const box of boxes) if (strengthOf(looks, box) < 1) return false
  // few enough to be there at once
  for (const _part of fill(canvas, painted, [...boxes]));
  return true
}

/** Containers and what has not been reached are seen through. */
function strengthOf(looks: Looks, box: number): number {
  if (looks.sources.scene.shapes[box] === shape.container) return 0.3
  return markAt(looks, box) ? 1 : 0.55
}

function markAt(looks: Looks, box: number) {
  const state = looks.state(box)
  return state && markOf(state.status)
}

function* fill(canvas: HTMLCanvasElement, { looks, palette }: Painted, boxes: readonly number[]): Generator<void> {
  const context = canvas.getContext('2d')
  if (!context) return
  const { scene } = looks.sources
  // changing the colour costs more than what is drawn with it
  const alike = new Map<string, { readonly ink: string; readonly strength: number; readonly boxes: number[] }>()
  for (const [at, box] of boxes.entries()) {
    if (at % portion === portion - 1) yield
    const mark = markAt(looks, box)
    const strength = strengthOf(looks, box)
    const key = `${mark ?? ''}/${strength}`
    const same = alike.get(key) ?? { ink: mark ? palette.states[mark].ink : palette.edge, strength, boxes: [] }
    alike.set(key, same)
    same.boxes.push(box)
  }
  const { scale, left, top } = fitting(scene)
  const ratio = window.devicePixelRatio
  // whole pixels: what is drawn over leaves no rim of what was there
  const start = (at: number, from: number, before: number) => Math.floor((before + (at - from) * scale) * ratio)
  const length = (of: number) => Math.max(1, Math.round(of * scale * ratio))
  // containers lie under what is in them
  for (const { ink, strength, boxes: same } of [...alike.values()].sort((one, other) => one.strength - other.strength)) {
    context.globalAlpha = strength
    context.fillStyle = ink
    for (const [at, box] of same.entries()) {
      const { x, y, width, height } = rectOf(scene, box)
      context.fillRect(start(x, scene.whole.left, left), start(y, scene.whole.top, top), length(width), length(height))
      if (at % portion === portion - 1) yield
    }
  }
}
