import type { BacktestedRun, RecordedRun } from '@eddy/rehearsal'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RehearsalWorker } from './rehearsal-worker.ts'
import type { Play } from './worker-messages.ts'

/** A recorded run as it is chosen for a backtest: when it started, and how to get its log. */
export interface Recording {
  readonly runId: string
  readonly startedAt: string
}

/** Where recorded runs come from. */
export interface Recorder {
  /** The latest runs of the workflow that are over, newest first. */
  readonly list: (which: Which) => Promise<readonly Recording[]>
  readonly load: (runId: string) => Promise<RecordedRun>
}

export interface Which {
  readonly count: number
  readonly failures: boolean
}

export interface BacktestState {
  readonly which: Which
  /** Undefined: nobody has asked yet. */
  readonly recordings: readonly Recording[] | undefined
  readonly tested: ReadonlyMap<string, BacktestedRun>
  /** What is being waited for. */
  readonly busy: 'loading' | 'testing' | undefined
  readonly problem: string | undefined
  readonly choose: (which: Which) => void
  /** Fetches the runs and takes them through the draft. */
  readonly start: () => Promise<void>
  /** The draft has changed: what has been fetched is taken through it again. */
  readonly setPlay: (play: Play) => void
  /** Nobody looks: an edit is not tested until somebody does. */
  readonly setShown: (shown: boolean) => void
}

export type BacktestStore = StoreApi<BacktestState>

export interface BacktestDeps {
  readonly worker: Pick<RehearsalWorker, 'ask'>
  readonly recorder: Recorder
}

const NOTHING: ReadonlyMap<string, BacktestedRun> = new Map()

/** Takes recorded runs of a workflow through its draft. Logs are fetched once; every edit tests them again while somebody looks. */
export function createBacktestStore({ worker, recorder }: BacktestDeps): BacktestStore {
  let play: Play | undefined
  let logs: readonly RecordedRun[] = []
  let shown = false
  let outdated = false
  /** Of two that were asked for, the later one counts. */
  let asked = 0

  return createStore<BacktestState>((set, get) => {
    const test = () => {
      if (play === undefined || logs.length === 0) return set({ busy: undefined, tested: NOTHING })
      outdated = false
      let fresh = NOTHING
      set({ busy: 'testing', problem: undefined })
      worker.ask({ type: 'backtest', play, runs: logs }, (answer) => {
        if (answer.type === 'problem') set({ busy: undefined, problem: answer.message, tested: NOTHING })
        if (answer.type !== 'backtested') return
        fresh = new Map([...fresh, [answer.run.runId, answer.run]])
        // what is shown stays until its successor is there
        set({ tested: new Map([...get().tested, [answer.run.runId, answer.run]]), busy: answer.last ? undefined : 'testing' })
        if (answer.last) set({ tested: fresh })
      })
    }

    const fetchLogs = async (id: number) => {
      const recordings = await recorder.list(get().which)
      if (id !== asked) return
      set({ recordings })
      const loaded: RecordedRun[] = []
      for (const { runId } of recordings) {
        loaded.push(await recorder.load(runId))
        if (id !== asked) return
      }
      logs = loaded
      test()
    }

    return {
      which: { count: 10, failures: false },
      recordings: undefined,
      tested: NOTHING,
      busy: undefined,
      problem: undefined,
      choose: (which) => set({ which }),
      start: async () => {
        const id = ++asked
        logs = []
        set({ busy: 'loading', problem: undefined, tested: NOTHING, recordings: undefined })
        try {
          await fetchLogs(id)
        } catch (error) {
          if (id === asked) set({ busy: undefined, problem: `The recorded runs could not be fetched: ${error instanceof Error ? error.message : String(error)}` })
        }
      },
      setPlay: (next) => {
        play = next
        outdated = true
        if (shown && logs.length > 0) test()
      },
      setShown: (next) => {
        shown = next
        if (shown && outdated && logs.length > 0) test()
      },
    }
  })
}
