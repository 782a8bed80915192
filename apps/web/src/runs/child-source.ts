import type { RunEvent } from '@eddy/engine'
import type { RunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'

/** A step of a run. */
export interface Starter {
  readonly runId: string
  readonly step: string
}

/** The runs that steps have started: from the server, or from the file that a run was exported to. */
export interface ChildSource {
  /** Ids of the runs that a step of a run has started so far. */
  readonly list: (of: Starter) => Promise<readonly string[]>
  readonly load: (runId: string) => Promise<RunDetail>
  /** Hands the store the events of its run, and those to come until the function that it returns is called. */
  readonly feed: (runId: string, store: RunStore) => () => void
  /** Says whenever the list may have become longer, until the function that it returns is called. A file's never does. */
  readonly hear?: ((of: Starter, told: () => void) => () => void) | undefined
  /** Where the run has a page of its own. */
  readonly address?: ((runId: string) => string) | undefined
}

/** A run of a file. */
export interface FiledRun {
  readonly detail: RunDetail
  readonly events: readonly RunEvent[]
}

export function childrenInFile(runs: readonly FiledRun[]): ChildSource {
  const find = (runId: string) => runs.find(({ detail }) => detail.id === runId)
  return {
    list: ({ runId, step }) => Promise.resolve(runs.flatMap(({ detail: { id, origin } }) => (origin?.runId === runId && origin.step === step ? [id] : []))),
    load(runId) {
      const found = find(runId)
      return found ? Promise.resolve(found.detail) : Promise.reject(new Error('It is not in this file.'))
    },
    feed(runId, store) {
      store.receive(find(runId)?.events ?? [])
      store.flush()
      return () => {}
    },
  }
}
