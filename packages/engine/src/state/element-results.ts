import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { scopeValue } from '../scope/open-scope.ts'
import type { ContainerState, ScopeInstance, StepInstance } from './run-tree.ts'
import { evolve } from './evolve.ts'
import { createState, isFinal } from './run-state.ts'
import { stepAt } from './step-at.ts'

/** What one element of a map or reduce has come to. `seq`: the event that ended it; `at`: milliseconds since the epoch. */
export type ElementResult = { readonly index: number; readonly seq: number; readonly at: number } & ({ readonly status: 'succeeded'; readonly value: Json } | { readonly status: 'failed'; readonly error: RunError })

export interface ElementResults {
  /** Folds the next event of the run and returns the elements that it has ended, usually none or one. */
  apply(event: RunEvent): readonly ElementResult[]
  /** No element follows: the map has ended, or the run has. */
  readonly over: boolean
}

const ENDED: ReadonlySet<string> = new Set(['succeeded', 'skipped', 'failed', 'cancelled', 'undoing', 'undone', 'undo_failed'])

/**
 * The elements of the map or reduce at `path`, in the order in which they end: the engine's own fold, watched. Cost per event as `evolve`,
 * and O(open elements) where one of them ends.
 */
export function createElementResults(plan: Plan, path: string): ElementResults {
  const state = createState(plan)
  let known: ContainerState | undefined
  let settled = 0
  let opened = 0
  let map: StepInstance | undefined
  const open = new Map<number, ScopeInstance>()

  function look(container: ContainerState): void {
    // an attempt of the map begins with no element
    if (container !== known) {
      open.clear()
      settled = 0
      opened = 0
      known = container
    }
    for (; opened < container.opened; opened++) {
      const scope = container.scopes.get(opened)
      if (scope !== undefined) open.set(opened, scope)
    }
  }

  function ended(container: ContainerState, { seq, at }: RunEvent): readonly ElementResult[] {
    if (container.settled === settled) return []
    settled = container.settled
    const results: ElementResult[] = []
    for (const [index, scope] of open) {
      if (container.scopes.get(index) === scope) continue
      open.delete(index)
      const { failing } = scope
      results.push(failing === undefined ? { index, seq, at, status: 'succeeded', value: scopeValue(scope) } : { index, seq, at, status: 'failed', error: failing })
    }
    return results
  }

  return {
    apply(event) {
      evolve(state, event)
      map = stepAt(state, path) ?? map
      const container = map?.container
      if (!container) return []
      const results = container === known ? ended(container, event) : []
      look(container)
      return results
    },
    get over() {
      return isFinal(state.status) || (map !== undefined && ENDED.has(map.status))
    },
  }
}
