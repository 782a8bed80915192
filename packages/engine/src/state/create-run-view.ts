import { cancelPreview } from '../decide/cancel-preview.ts'
import { keptResults } from '../decide/kept-results.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { EngineRunView } from './engine-run-view.ts'
import type { RunForesight, RunView } from './run-view.ts'

/** A view of one run of `plan`. Fold cost per event as `evolve`, plus O(1). */
export function createRunView(plan: Plan): RunView & RunForesight {
  const view = new EngineRunView(plan)
  return {
    get run() {
      return view.run
    },
    step: (path) => view.step(path),
    paths: () => view.paths(),
    ifCancelled: () => cancelPreview(view.state),
    whyQueued: (path) => view.whyQueued(path),
    ifRunAgain: (options) => keptResults(view.state, options),
    apply(events: readonly RunEvent[]) {
      const changed = new Set<string>()
      for (const event of events) view.fold(event, ({ path }) => changed.add(path))
      return changed
    },
  }
}
