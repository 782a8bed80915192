import type { RunReading } from './run-store.ts'

/** Panels of a run with more steps than this are not drawn with every frame. */
const FEW = 1000
/** Milliseconds between two drawings of theirs. */
const PACE = 1000

/**
 * A reading for what is drawn as a whole, such as a timeline of all steps: of a large run it moves on once a second, while the canvas
 * follows every frame. Another moment, and another status of the run, are shown at once.
 */
export function pacedReading<T extends RunReading>(of: T): T {
  const listeners = new Set<(changed: ReadonlySet<string>) => void>()
  let [run, steps, moment, version] = [of.run(), of.steps(), of.moment(), of.version()]
  let due = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let changed = new Set<string>()

  function show() {
    clearTimeout(timer)
    timer = undefined
    ;[run, steps, moment, version] = [of.run(), of.steps(), of.moment(), of.version()]
    due = performance.now() + PACE
    const news = changed
    changed = new Set()
    for (const listener of listeners) listener(news)
  }

  of.subscribe((paths) => {
    for (const path of paths) changed.add(path)
    const early = due - performance.now()
    if (early <= 0 || steps.length <= FEW || of.moment() !== moment || of.run().status !== run.status) show()
    else timer ??= setTimeout(show, early)
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
