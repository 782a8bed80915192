import { Beat } from './beat.ts'
import { manySteps } from './many-steps.ts'
import type { RunReading } from './run-store.ts'

/** Milliseconds between two drawings of the panels of a run with many steps. */
const PACE = 2000

/**
 * A reading for what is drawn as a whole, such as a timeline of all steps: of a run with many steps it moves on every
 * other second, while the canvas follows every frame. Another moment, and another status of the run, are shown at once. Readings with one beat move on together.
 */
export function pacedReading<T extends RunReading>(of: T, beat = new Beat()): T {
  const listeners = new Set<(changed: ReadonlySet<string>) => void>()
  let [run, steps, moment, version] = [of.run(), of.steps(), of.moment(), of.version()]
  let due = 0
  let changed = new Set<string>()

  function show() {
    beat.drop(show)
    ;[run, steps, moment, version] = [of.run(), of.steps(), of.moment(), of.version()]
    due = performance.now() + PACE
    const news = changed
    changed = new Set()
    for (const listener of listeners) listener(news)
  }

  of.subscribe((paths) => {
    for (const path of paths) changed.add(path)
    const early = due - performance.now()
    if (early <= 0 || steps.length <= manySteps || of.moment() !== moment || of.run().status !== run.status) show()
    else beat.wait(show, early)
  })

  return {
    ...of,
    run: () => run,
    steps: () => steps,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
