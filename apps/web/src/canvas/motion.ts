import { eased } from './eased.ts'

/**
 * The times of all that moves by itself on the canvas, in milliseconds: the rows of the motion table that a style sheet cannot say.
 * `styles/motion.test.ts` holds both to the table.
 */
export const motion = {
  /** A press on a zoom button. */
  press: 120,
  /** Auto layout, splice, and the camera wherever it is sent. */
  move: 280,
  /** The camera to a failure or to a difference, and to what is double-clicked. */
  failure: 420,
} as const

/** How the camera goes: straight, on the curve of the table, and at once where less motion is asked for. */
export function travel(what: keyof typeof motion): { readonly duration: number; readonly ease: (time: number) => number; readonly interpolate: 'linear' } {
  return { duration: reducedMotion() ? 0 : motion[what], ease: what === 'press' ? easedOut : eased, interpolate: 'linear' }
}

export function reducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** Ease-out, nearly enough for a move of seven frames. */
function easedOut(time: number): number {
  return 1 - (1 - time) ** 2
}
