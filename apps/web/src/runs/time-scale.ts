/** A stretch of time, milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Where times lie on the timeline: 0 is its left edge, 1 its right. Folded stretches take little room. */
export interface TimeScale {
  readonly window: Span
  /** What can be shown at all. */
  readonly whole: Span
  readonly folded: readonly Span[]
  readonly toX: (at: number) => number
  readonly toTime: (x: number) => number
}

export interface ScaleOptions {
  readonly whole: Span
  /** What is shown of it; all when left out. */
  readonly window?: Span | undefined
  readonly folded?: readonly Span[]
}

/** How much room a folded stretch takes, as a share of the time that is not folded. */
const FOLDED_SHARE = 0.05

/** Cost per conversion: O(log folded stretches). */
export function timeScale({ whole, window = whole, folded = [] }: ScaleOptions): TimeScale {
  const open = folded.reduce((sum, span) => sum - (span.to - span.from), whole.to - whole.from)
  const width = Math.max(open * FOLDED_SHARE, 1)
  const knots = knotsOf(whole, folded, width)
  const [left, right] = [bend(knots, window.from), bend(knots, window.to)]
  const length = Math.max(right - left, 0.001)
  return {
    window,
    whole,
    folded,
    toX: (at) => (bend(knots, at) - left) / length,
    toTime: (x) => unbend(knots, left + x * length),
  }
}

/** Time and place of the ends of the folded stretches. */
type Knot = readonly [at: number, place: number]

function knotsOf(whole: Span, folded: readonly Span[], width: number): readonly Knot[] {
  const knots: Knot[] = [[whole.from, 0]]
  let at = whole.from
  let place = 0
  for (const span of folded) {
    place += span.from - at
    knots.push([span.from, place])
    place += Math.min(width, span.to - span.from)
    knots.push([span.to, place])
    at = span.to
  }
  return [...knots, [Math.max(whole.to, at + 1), place + Math.max(whole.to - at, 1)]]
}

function bend(knots: readonly Knot[], at: number): number {
  return between(knots, at, [0, 1])
}

function unbend(knots: readonly Knot[], place: number): number {
  return between(knots, place, [1, 0])
}

/** Along the knots from their one side to the other; straight on beyond the ends. */
function between(knots: readonly Knot[], value: number, [from, to]: readonly [0 | 1, 0 | 1]): number {
  let low = 0
  let high = knots.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((knots[middle]?.[from] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  const a = knots[low]
  const b = knots[low + 1]
  if (!a || !b) return value
  const outside = value < a[from] || value > b[from]
  const slope = outside || b[from] === a[from] ? 1 : (b[to] - a[to]) / (b[from] - a[from])
  return value > b[from] ? b[to] + (value - b[from]) : a[to] + (value - a[from]) * slope
}

/** All of a run, with a little room after the last bar: a part of what is not folded. */
export function wholeOf({ from, to }: Span, folded: readonly Span[]): Span {
  const open = folded.reduce((sum, span) => sum - (span.to - span.from), Math.max(to - from, 10))
  return { from, to: Math.max(to, from + 10) + open * 0.02 }
}

/** Idle time is worth folding from here on, in milliseconds, and as a share of the busy time. */
const LEAST_IDLE = 2000
const IDLE_SHARE = 0.3

/** The stretches of `whole` in which nothing works, where they are long beside the rest. `busy`: in any order. */
export function idleSpans(whole: Span, busy: readonly Span[]): readonly Span[] {
  const gaps: Span[] = []
  let until = whole.from
  let work = 0
  for (const { from, to } of busy.toSorted((a, b) => a.from - b.from)) {
    if (from > until) gaps.push({ from: until, to: from })
    work += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  if (whole.to > until) gaps.push({ from: until, to: whole.to })
  const least = Math.max(LEAST_IDLE, work * IDLE_SHARE)
  return gaps.filter(({ from, to }) => to - from >= least).map(inset)
}

/** A little of the idle time stays, so that what comes before and after keeps off the break. */
function inset({ from, to }: Span): Span {
  const margin = Math.min(100, (to - from) / 20)
  return { from: from + margin, to: to - margin }
}

/** The window after zooming by `factor` around `at`; undefined when it would be the whole. */
export function zoomed(scale: TimeScale, at: number, factor: number): Span | undefined {
  const x = scale.toX(at)
  const window = { from: scale.toTime(x - x * factor), to: scale.toTime(x + (1 - x) * factor) }
  return kept(scale, window)
}

/** The window after moving by a share of its width. */
export function panned(scale: TimeScale, by: number): Span | undefined {
  const { whole } = scale
  const room = by < 0 ? Math.max(by, scale.toX(whole.from)) : Math.min(by, scale.toX(whole.to) - 1)
  return room === 0 ? scale.window : kept(scale, { from: scale.toTime(room), to: scale.toTime(1 + room) })
}

const SHORTEST = 1

function kept({ whole }: TimeScale, { from, to }: Span): Span | undefined {
  const window = { from: Math.max(whole.from, from), to: Math.min(whole.to, to) }
  if (window.to - window.from < SHORTEST) return { from: window.from, to: window.from + SHORTEST }
  return window.from <= whole.from && window.to >= whole.to ? undefined : window
}
