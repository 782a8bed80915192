import type { RunEvent } from '../event/event.ts'

/**
 * Bugs of the engine that the model has found and that are open. The random and the exhaustive tests pass by what is theirs alone, so
 * that they find the next one; EDDY_STRICT turns that off. `open-bugs.test.ts` holds the smallest case of each as `it.fails`, which
 * complains as soon as the bug is mended: then its entry here goes too.
 */
export interface OpenBug {
  readonly name: string
  /** A complaint of the oracle that this bug is the reason of. */
  readonly complaint: RegExp
  /** Where the log must have something in it for that. */
  readonly when?: (events: readonly RunEvent[]) => boolean
  /** Nothing that the oracle says beside it counts. */
  readonly spoils?: true
}

const has = (type: RunEvent['type']) => (events: readonly RunEvent[]) => events.some((event) => event.type === type)
const interruptedAfterStraggling = (events: readonly RunEvent[]) => events.some((event, index) => event.type === 'step.interrupted' && events.slice(0, index).some(({ type }) => type === 'step.straggled'))
const scopesDown = (events: readonly RunEvent[]) => events.flatMap((event) => (event.type === 'rollback.started' && event.data.scope !== undefined ? [event.data.scope] : []))
const nestedDown = (events: readonly RunEvent[]) => scopesDown(events).some((scope, _, all) => all.some((other) => other.startsWith(`${scope}.`)))
const replaced = (events: readonly RunEvent[]) => events.some((event) => event.type === 'steps.emitted' && event.data.steps?.some(({ name }) => event.step?.endsWith(name)))

export const OPEN_BUGS: readonly OpenBug[] = [
  { name: 'crash-while-straggling', complaint: /./, when: interruptedAfterStraggling, spoils: true },
  { name: 'doubt-forgotten-in-queue', complaint: /^nothing is known of/ },
  { name: 'late-success-not-told', complaint: /^the residue is|should be rollback_incomplete$/, when: has('step.straggled') },
  { name: 'late-pivot', complaint: /without a reason$|should be failed$/, when: has('step.straggled') },
  { name: 'halt-in-a-failing-scope', complaint: /stands still, and is (running|halting)/, when: (events) => has('step.halted')(events) && scopesDown(events).length > 0, spoils: true },
  { name: 'repeat-while-halting', complaint: /stands still, and is halting/, when: has('step.halted'), spoils: true },
  { name: 'race-won-while-failing', complaint: /stands still, and is rolling_back/, when: (events) => scopesDown(events).length > 0, spoils: true },
  { name: 'nested-scopes-undo-twice', complaint: /was undone \d times$|are out of order$/, when: nestedDown, spoils: true },
  { name: 'undo-of-a-replaced-emitter', complaint: /stands still, and is rolling_back|are out of order$/, when: (events) => replaced(events) && has('undo.retrying')(events), spoils: true },
  { name: 'key-of-an-undone-effect', complaint: /^#\d+ step\.started .* with the key/ },
  { name: 'emitted-undone-after-emitter', complaint: /^the undo of .* which depended on it$/, when: has('steps.emitted') },
]

/** Complaints that no open bug explains. */
export function withoutOpenBugs(problems: readonly string[], events: readonly RunEvent[]): readonly string[] {
  if (problems.length === 0 || STRICT) return problems
  const open = OPEN_BUGS.filter(({ when, complaint }) => (when?.(events) ?? true) && problems.some((problem) => complaint.test(problem)))
  return open.some(({ spoils }) => spoils) ? [] : problems.filter((problem) => !open.some(({ complaint }) => complaint.test(problem)))
}

// the core knows no process; its tests run where there is one
const STRICT = 'process' in globalThis && (globalThis as { readonly process?: { readonly env?: { readonly [name: string]: string | undefined } } }).process?.env?.['EDDY_STRICT'] !== undefined
