/** A run with more steps than this is drawn calmly: its panels move on at a slower pace than its canvas, and what only moves for show stands still. */
export const manySteps = 1000

/** For the attribute `data-calm` around what stands still then. */
export function calmOf(steps: number): true | undefined {
  return steps > manySteps || undefined
}

/** Milliseconds between two looks at how long the run has taken. */
export function clockPace(steps: number): number {
  return steps > manySteps ? 1000 : 100
}
