import type { Touched } from './wanted.ts'

/** What React Flow draws: cards and lines, by name. The layer draws everything else. */
export interface Drawn {
  /** The layer draws everything; what React Flow has is there to be touched and to be focused. */
  readonly layered: boolean
  readonly boxes: ReadonlySet<string>
  readonly lines: ReadonlySet<string>
}

/** Elements that are made in one frame; the layer shows the others meanwhile. */
const step = { boxes: 4, lines: 8 }
const none = { boxes: 0, lines: 0 }
/** As many may come at once, so that what a person has just made is there at once. */
const sudden = 24

const nothing: Drawn = { layered: false, boxes: new Set(), lines: new Set() }
const untouched: Touched = { boxes: [], lines: [] }

/**
 * Goes to what should be drawn in small steps, so that no frame has to make many elements.
 * 1. Lines come only after all cards: a line without its cards says nothing.
 * 2. While the camera moves nothing comes but what is touched: an edit made meanwhile is drawn by the layer.
 */
export class Batches {
  private drawn: Drawn = nothing
  private aimed: Drawn = nothing
  private touched = untouched
  private frame = 0
  private held = false
  private readonly listeners = new Set<() => void>()

  snapshot = (): Drawn => this.drawn

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Says whether the camera moves. */
  hold = (moving: boolean): void => {
    this.held = moving
    cancelAnimationFrame(this.frame)
    // by then it may be known what is in sight from where it rests
    if (!moving) this.frame = requestAnimationFrame(() => this.advance(step))
  }

  /** Sets the aim, with what of it is touched. `now`: all of it at once; otherwise only a few. */
  aim(wanted: Drawn, touched: Touched, now: boolean): void {
    if (wanted === this.aimed && !now) return
    this.aimed = wanted
    this.touched = touched
    if (this.held && !now) return this.advance(none)
    const few = missing(wanted.boxes, this.drawn.boxes) <= sudden && missing(wanted.lines, this.drawn.lines) <= 2 * sudden
    this.advance(now || (few && this.drawn.layered === wanted.layered) ? { boxes: Infinity, lines: Infinity } : step)
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
  }

  private advance(most: { readonly boxes: number; readonly lines: number }): void {
    cancelAnimationFrame(this.frame)
    const boxes = next(this.drawn.boxes, this.aimed.boxes, { most: most.boxes, sure: this.touched.boxes })
    const lines = next(this.drawn.lines, this.aimed.lines, { most: boxes.size === this.aimed.boxes.size ? most.lines : 0, sure: this.touched.lines })
    if (boxes !== this.drawn.boxes || lines !== this.drawn.lines || this.drawn.layered !== this.aimed.layered) {
      this.drawn = { layered: this.aimed.layered, boxes, lines }
      for (const listener of this.listeners) listener()
    }
    if (this.held) return
    if (boxes.size < this.aimed.boxes.size || lines.size < this.aimed.lines.size) this.frame = requestAnimationFrame(() => this.advance(step))
  }
}

function missing(wanted: ReadonlySet<string>, there: ReadonlySet<string>): number {
  let count = 0
  for (const id of wanted) if (!there.has(id)) count += 1
  return count
}

/** What stays, and of what is missing what is `sure` and at most so many others; the same set when nothing changes. */
function next(there: ReadonlySet<string>, wanted: ReadonlySet<string>, { most, sure }: { readonly most: number; readonly sure: readonly string[] }): ReadonlySet<string> {
  const result = new Set<string>()
  let left = most
  for (const id of wanted) {
    if (there.has(id) || sure.includes(id)) result.add(id)
    else if (left > 0) {
      result.add(id)
      left -= 1
    }
  }
  return result.size === there.size && missing(result, there) === 0 ? there : result
}
