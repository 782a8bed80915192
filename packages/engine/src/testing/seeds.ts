import type { RunEvent } from '../event/event.ts'

/**
 * Bugs of the engine that the model has found and that are open. The random and the exhaustive tests pass by what is theirs alone, so
 * that they find the next one; EDDY_STRICT turns that off. `model.prop.test.ts` holds the smallest case of each as `it.fails`, which
 * complains as soon as the bug is mended: then its entry here goes too.
 */
export interface OpenBug {
  readonly name: string
  /** A complaint of the oracle that this bug is the reason of. */
  readonly complaint?: RegExp
  /** A log after which nothing can be trusted. */
  readonly spoils?: (events: readonly RunEvent[]) => boolean
}

export const OPEN_BUGS: readonly OpenBug[] = [
  { name: 'crash-while-straggling', spoils: (events) => events.some((event, index) => event.type === 'step.interrupted' && events.slice(0, index).some(({ type }) => type === 'step.straggled')) },
  { name: 'doubt-forgotten-in-queue', complaint: /^nothing is known of/ },
]

/** Complaints that no open bug explains. */
export function withoutOpenBugs(problems: readonly string[], events: readonly RunEvent[]): readonly string[] {
  if (problems.length === 0 || STRICT) return problems
  if (OPEN_BUGS.some(({ spoils }) => spoils?.(events))) return []
  return problems.filter((problem) => !OPEN_BUGS.some(({ complaint }) => complaint?.test(problem)))
}

// the core knows no process; its tests run where there is one
const STRICT = 'process' in globalThis && (globalThis as { readonly process?: { readonly env?: { readonly [name: string]: string | undefined } } }).process?.env?.['EDDY_STRICT'] !== undefined
