import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { RunSummary, StepView } from '@eddy/engine'
import { createRunHistory, plan } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import { trialDocument, type WorkflowDocument } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { EarlyEvents } from './early-events.ts'
import type { Playhead } from './playhead.ts'
import { createPlayhead } from './playhead.ts'
import type { Connection, RunReading, RunStore } from './run-store.ts'
import { createRunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'

export type LoadedRun =
  | { readonly kind: 'pending' }
  | { readonly kind: 'error'; readonly message: string; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly detail: RunDetail; readonly store: RunStore; readonly playhead: Playhead }

/** Loads a run and follows its events for as long as the component is on the screen. */
export function useRun(runId: string): LoadedRun {
  // the document of a run never changes, and everything else comes with its events
  const query = useQuery({ queryKey: ['run', runId], queryFn: (): Promise<RunDetail> => client.run.get.query({ runId }), staleTime: Infinity, gcTime: 0 })
  const { data } = query
  const opened = useMemo(() => (data ? openStore(data) : undefined), [data])
  const store = opened?.store
  const early = useMemo(() => new EarlyEvents(runId), [runId])
  const lost = query.isError
  // the server's event stream, from the first moment on; a run that cannot be loaded has none
  useEffect(() => (lost ? undefined : early.listen()), [early, lost])
  // keeps the store fed from it
  useEffect(() => {
    if (store) early.handTo(store)
  }, [early, store])
  const failure = useSyncExternalStore(store?.subscribe ?? toNothing, () => store?.failure())
  const retry = () => void query.refetch()
  if (query.isError) return { kind: 'error', message: query.error.message, retry }
  if (failure !== undefined) return { kind: 'error', message: `Its log cannot be followed: ${failure}`, retry: () => location.reload() }
  if (!data || !opened) return { kind: 'pending' }
  return opened.store ? { kind: 'ready', detail: data, store: opened.store, playhead: opened.playhead } : { kind: 'error', message: opened.message, retry }
}

const toNothing = () => () => undefined

export type Opened = { readonly store: RunStore; readonly playhead: Playhead } | { readonly store?: undefined; readonly message: string }

export function openStore({ document, composed, trial, lastSeq }: RunDetail): Opened {
  try {
    // the events are of what really ran; the drawing is of the whole
    const running = trial === null ? document : trialDocument(document, trial, catalog)
    const view = createRunHistory(plan(running, { catalog, workflow: (reference) => composed[reference] }))
    const store = createRunStore({ view, target: lastSeq, schedule: beforeNextFrame })
    return { store, playhead: createPlayhead(store) }
  } catch (error) {
    // such as a kind of step that this version no longer knows
    return { message: `Its workflow can no longer be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Frames do not come while a tab is hidden; a timer then takes their place. */
function beforeNextFrame(callback: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(callback)
  else setTimeout(callback, 250)
}

/** One step of a run; the component is drawn again only when this step changes. */
export function useStepView(store: RunReading, path: string): StepView | undefined {
  const subscribe = useCallback((listener: () => void) => store.subscribeStep(path, listener), [store, path])
  return useSyncExternalStore(subscribe, () => store.step(path))
}

export function useRunSummary(store: RunReading): RunSummary {
  return useSyncExternalStore(store.subscribe, store.run)
}

export function useRunSteps(store: RunReading): readonly StepView[] {
  return useSyncExternalStore(store.subscribe, store.steps)
}

/** The document that the run goes by now: an adapted run has another than it was started with. */
export function useRunDocument(store: RunReading, started: WorkflowDocument): WorkflowDocument {
  return useSyncExternalStore(store.subscribe, store.adapted) ?? started
}

/** Draws the component again with every visible change of the run. */
export function useRunVersion(store: RunReading): number {
  return useSyncExternalStore(store.subscribe, store.version)
}

export function useConnection(store: RunStore): Connection {
  return useSyncExternalStore(store.subscribe, store.connection)
}

/** Since when there is no connection, milliseconds since the epoch; undefined while there is one. */
export function useAway(store: RunStore): number | undefined {
  return useConnection(store) === 'offline' ? store.connectionSince() : undefined
}
