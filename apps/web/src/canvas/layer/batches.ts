/** What React Flow draws: cards and lines, by name. The layer draws everything else. */
export interface Drawn {
  /** The layer draws everything; what React Flow has is there to be touched and to be focused. */
  readonly layered: boolean
  readonly boxes: ReadonlySet<string>
  readonly lines: ReadonlySet<string>
}

/** Elements that are made in one frame while the camera moves; the layer shows the others meanwhile. */
const step = { boxes: 4, lines: 8 }
/** As many may come at once, so that what a person has just made is there at once. */
const sudden = 24

const nothing: Drawn = { layered: false, boxes: new Set(), lines: new Set() }

/**
 * Goes to what should be drawn in small steps, so that no frame has to make many elements.
 * Lines come only after all cards: a line without its cards says nothing.
 */
export class Batches {
  private drawn: Drawn = nothing
  private aimed: Drawn = nothing
  private frame = 0
  private readonly listeners = new Set<() => void>()

  snapshot = (): Drawn => this.drawn

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Sets the aim. `now`: all of it at once; otherwise only a few. */
  aim(wanted: Drawn, now: boolean): void {
    if (wanted === this.aimed && !now) return
    this.aimed = wanted
    const few = missing(wanted.boxes, this.drawn.boxes) <= sudden && missing(wanted.lines, this.drawn.lines) <= 2 * sudden
    this.advance(now || (few && this.drawn.layered === wanted.layered) ? { boxes: Infinity, lines: Infinity } : step)
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
  }

  private advance(most: { readonly boxes: number; readonly lines: number }): void {
    cancelAnimationFrame(this.frame)
    const boxes = next(this.drawn.boxes, this.aimed.boxes, most.boxes)
    const lines = next(this.drawn.lines, this.aimed.lines, boxes.size === this.aimed.boxes.size ? most.lines : 0)
    if (boxes !== this.drawn.boxes || lines !== this.drawn.lines || this.drawn.layered !== this.aimed.layered) {
      this.drawn = { layered: this.aimed.layered, boxes, lines }
      for (const listener of this.listeners) listener()
    }
    if (boxes.size < this.aimed.boxes.size || lines.size < this.aimed.lines.size) this.frame = requestAnimationFrame(() => this.advance(step))
  }
}

function missing(wanted: ReadonlySet<string>, there: ReadonlySet<string>): number {
  let count = 0
  for (const id of wanted) if (!there.has(id)) count += 1
  return count
}

/** What stays and at most so many of what is missing; the same set when nothing changes. */
function next(there: ReadonlySet<string>, wanted: ReadonlySet<string>, most: number): ReadonlySet<string> {
  const result = new Set<string>()
  let left = most
  for (const id of wanted) {
    if (there.has(id)) result.add(id)
    else if (left > 0) {
      result.add(id)
      left -= 1
    }
  }
  return result.size === there.size && missing(result, there) === 0 ? there : result
}
