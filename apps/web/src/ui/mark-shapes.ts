import type { MarkName } from './step-state.ts'

/** One stroke or filled shape of a mark, in a box of 16 × 16. */
export interface MarkPart {
  readonly path: string
  /** Filled; absent: stroked with `width`. */
  readonly filled?: boolean
  /** Cut out of what is filled, in the colour of the card. */
  readonly cut?: boolean
  readonly width?: number
  readonly dashes?: readonly [number, number]
}

const circle = (radius: number) => `M${8 - radius} 8a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`
const square = 'M4.25 1.75h7.5a2.5 2.5 0 0 1 2.5 2.5v7.5a2.5 2.5 0 0 1 -2.5 2.5h-7.5a2.5 2.5 0 0 1 -2.5 -2.5v-7.5a2.5 2.5 0 0 1 2.5 -2.5Z'
const back = 'M5.4 6.2h3.4a2.3 2.3 0 0 1 0 4.6H6.6M7 4.4 5.2 6.2 7 8'

/** Shape first: each outline is its own, so that no state needs its colour to be told apart. Data, so that elements and canvases draw the same. */
export const markShapes: { readonly [Name in MarkName]: readonly MarkPart[] } = {
  queued: [{ path: circle(5.5) }],
  running: [{ path: 'M8 2.5A5.5 5.5 0 1 1 2.5 8' }],
  retrying: [
    { path: circle(5.5), dashes: [2.2, 2.12] },
    { path: 'M8 5.2V8l1.8 1.4', width: 1.6 },
  ],
  waiting: [{ path: 'M5.5 3.5v9M10.5 3.5v9', width: 2.6 }],
  succeeded: [
    { path: circle(6.5), filled: true },
    { path: 'm5.2 8.2 2 2 3.6-4', cut: true, width: 1.8 },
  ],
  failed: [
    { path: square, filled: true },
    { path: 'm5.5 5.5 5 5m0-5-5 5', cut: true, width: 1.8 },
  ],
  skipped: [{ path: 'M4 8h8' }],
  cancelled: [{ path: circle(5.5) }, { path: 'M4.5 11.5 11.5 4.5' }],
  undoing: [{ path: 'M8 2.5A5.5 5.5 0 1 0 13.5 8M8 2.5 10.2.8M8 2.5l2.1 1.9', width: 1.8 }],
  undone: [
    { path: circle(6.25), width: 1.5 },
    { path: back, width: 1.6 },
  ],
  'undo-failed': [
    { path: square, filled: true },
    { path: back, cut: true, width: 1.5 },
    { path: 'M3.8 12.2 12.2 3.8', cut: true, width: 1.5 },
  ],
  'in-doubt': [
    { path: 'M8 1.2 14.8 8 8 14.8 1.2 8Z', width: 1.5 },
    { path: 'M6.5 6.6a1.5 1.5 0 1 1 2 1.5c-.4.2-.5.4-.5.8M8 10.9v.1', width: 1.5 },
  ],
  irreversible: [
    { path: 'M4.8 7h6.4a1.8 1.8 0 0 1 1.8 1.8v3.4a1.8 1.8 0 0 1 -1.8 1.8h-6.4a1.8 1.8 0 0 1 -1.8 -1.8v-3.4a1.8 1.8 0 0 1 1.8 -1.8Z', filled: true },
    { path: 'M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7', width: 1.7 },
  ],
}
