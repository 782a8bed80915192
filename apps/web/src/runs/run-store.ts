import type { CancelPreview, QueueReason, RecordedMoment, RunEvent, RunHistory, RunSummary, StepView } from '@eddy/engine'
import type { WorkflowDocument } from '@eddy/workflow'
import { serverNow } from '../ui/server-time.ts'

/** `catching-up`: stored events are still coming in. `offline`: no word from the server; what is shown may be stale. */
export type Connection = 'catching-up' | 'live' | 'offline'

/** What the screens read of a run: as it is now, or as it was at a moment. */
export interface RunReading {
  readonly run: () => RunSummary
  readonly step: (path: string) => StepView | undefined
  /** All steps of which the run has spoken, in the order in which it did. */
  readonly steps: () => readonly StepView[]
  /** What a drawing shows of the run. */
  readonly moment: () => RecordedMoment
  /** The version that the run was adapted to last; undefined for most. */
  readonly adapted: () => WorkflowDocument | undefined
  /** The time that clocks show, milliseconds since the epoch; undefined: the present. */
  readonly clock: () => number | undefined
  /** Grows by one with every visible change. */
  readonly version: () => number
  /** The listener is given the paths of the steps that new events have changed. */
  readonly subscribe: (listener: (changed: ReadonlySet<string>) => void) => () => void
  readonly subscribeStep: (path: string, listener: () => void) => () => void
}

/** One run as the screens see it: the fold of its events, handed out in slices so that only what changed is drawn again. */
export interface RunStore extends RunReading {
  /** Takes events as they arrive, in order. Those already seen are passed over; returns false when some are missing before these. */
  readonly receive: (events: readonly RunEvent[]) => boolean
  /** Shows what has been received at once, without waiting for the next frame. */
  readonly flush: () => void
  readonly setConnection: (connection: Connection) => void
  readonly connection: () => Connection
  /** Since when the connection has been as it is; milliseconds since the epoch. */
  readonly connectionSince: () => number
  readonly lastSeq: () => number
  /** Why its log cannot be followed, where it cannot; nothing that came after is shown. */
  readonly failure: () => string | undefined
  /** The run as it stood after an event; 0 is before the first. */
  readonly at: (seq: number) => RecordedMoment
  /** The events that changed how the step looks, in order. */
  readonly changesOf: (path: string) => readonly number[]
  /** The version that the run went by after an event, when it had been adapted. */
  readonly adaptedAt: (seq: number) => WorkflowDocument | undefined
  readonly events: () => readonly RunEvent[]
  /** What a cancel would do now; the same object until the run moves on. */
  readonly ifCancelled: () => CancelPreview | undefined
  /** Which limit of the run a queued step waits for now. */
  readonly whyQueued: (path: string) => QueueReason | undefined
}

export interface RunStoreOptions {
  readonly view: RunHistory
  /** The seq up to which the run had come when the page was opened: up to there the store is catching up. */
  readonly target: number
  /** Runs the callback before the next frame is drawn. */
  readonly schedule: (callback: () => void) => void
}

const nothing: ReadonlySet<string> = new Set()

export function createRunStore({ view, target, schedule }: RunStoreOptions): RunStore {
  const log: RunEvent[] = []
  let shown = 0
  let scheduled = false
  let version = 0
  let connection: Connection = 'catching-up'
  let connectionSince = serverNow()
  let failure: string | undefined
  let foreseen: { readonly seq: number; readonly preview: CancelPreview | undefined } | undefined
  let run = { ...view.run }
  /** Made when it is asked for. */
  let list: readonly StepView[] | undefined = []
  const adapted: { readonly seq: number; readonly document: WorkflowDocument }[] = []
  const listeners = new Set<(changed: ReadonlySet<string>) => void>()
  const stepListeners = new Map<string, Set<() => void>>()

  function notify(changed: ReadonlySet<string> = nothing) {
    version += 1
    for (const listener of listeners) listener(changed)
  }

  /** Undefined where the log cannot be followed. */
  function applied(news: readonly RunEvent[]): ReadonlySet<string> | undefined {
    try {
      return view.apply(news)
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
      console.error(error)
      notify()
      return undefined
    }
  }

  function flush() {
    scheduled = false
    if (shown === log.length || failure !== undefined) return
    const news = log.slice(shown)
    const changed = applied(news)
    if (changed === undefined) return
    for (const event of news) if (event.type === 'run.adapted') adapted.push({ seq: event.seq, document: event.data.document })
    shown = log.length
    tellShown(news)
    run = { ...view.run }
    list = undefined
    if (connection === 'catching-up' && run.seq >= target) setConnection('live')
    notify(changed)
    for (const path of changed) for (const listener of stepListeners.get(path) ?? []) listener()
  }

  function setConnection(next: Connection) {
    const actual = next === 'live' && shown < target ? 'catching-up' : next
    if (actual === connection) return
    connection = actual
    connectionSince = serverNow()
    notify()
  }

  return {
    receive(events) {
      const lastSeq = () => log.at(-1)?.seq ?? 0
      for (const event of events) {
        if (event.seq > lastSeq() + 1) return false
        if (event.seq === lastSeq() + 1) log.push(event)
      }
      if (!scheduled && shown < log.length) {
        scheduled = true
        schedule(flush)
      }
      return true
    },
    flush,
    setConnection,
    connection: () => connection,
    connectionSince: () => connectionSince,
    lastSeq: () => log.at(-1)?.seq ?? 0,
    failure: () => failure,
    run: () => run,
    step(path) {
      const step = view.step(path)
      // the run has not spoken of it
      return step?.status === 'idle' && step.attempts.length === 0 ? undefined : step
    },
    steps: () => (list ??= view.steps()),
    moment: () => view,
    at: (seq) => view.at(seq),
    changesOf: (path) => view.changesOf(path),
    events: () => log,
    whyQueued: (path) => view.whyQueued(path),
    ifCancelled() {
      if (foreseen?.seq !== run.seq) foreseen = { seq: run.seq, preview: view.ifCancelled() }
      return foreseen.preview
    },
    adapted: () => adapted.at(-1)?.document,
    adaptedAt: (seq) => adapted.findLast((version) => version.seq <= seq)?.document,
    clock: () => undefined,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeStep(path, listener) {
      const set = stepListeners.get(path) ?? new Set()
      stepListeners.set(path, set.add(listener))
      return () => set.delete(listener)
    },
  }
}

/** For who measures how old an event is when it is seen; only the last is kept. */
function tellShown(news: readonly RunEvent[]): void {
  const { seq, at } = news.at(-1) ?? {}
  performance.clearMarks('eddy:shown')
  performance.mark('eddy:shown', { detail: { seq, at } })
}
