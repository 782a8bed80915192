import type { Json, Step, WorkflowDocument } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import type { Middleware } from '../port/middleware.ts'
import type { Gates } from '../port/gates.ts'
import { memoryPorts, type MemoryJournal, type MemoryPortsOptions } from '../host/memory-ports.ts'
import { recoverRun } from '../host/recover-run.ts'
import type { RunHandle } from '../host/run-handle.ts'
import { startRun } from '../host/start-run.ts'
import type { Plan } from '../plan/plan.ts'
import { plan } from '../plan/plan-workflow.ts'
import type { Ports } from '../port/ports.ts'
import type { Evaluator, StepExecutor } from '../port/step-executor.ts'
import { fakeCatalog } from './fake-catalog.ts'
import { ManualClock } from './manual-clock.ts'
import { throughSnapshot } from './through-snapshot.ts'
import { pathEvaluator, ScriptedExecutor, type Script } from './scripted-executor.ts'

export interface TestRun {
  readonly run: RunHandle
  readonly executor: ScriptedExecutor
  readonly clock: ManualClock
  readonly ports: Ports & { readonly journal: MemoryJournal }
  readonly plan: Plan
  readonly events: readonly RunEvent[]
  /** `type path` of each event so far, in order. */
  readonly log: () => readonly string[]
}

export interface TestOptions {
  readonly scripts?: { readonly [name: string]: Script }
  readonly input?: { readonly [name: string]: Json }
  readonly evaluator?: Evaluator
  readonly secrets?: { readonly [name: string]: Json }
  readonly workflow?: (reference: string) => WorkflowDocument | undefined
  /** Takes up a run from this log instead of starting one. */
  readonly recover?: readonly RunEvent[]
  /** The snapshot was taken after so many of its events; where there could be none, it is taken up from the whole log. */
  readonly snapshotAfter?: number | undefined
  /** What the clock says when the run is started or taken up; milliseconds. */
  readonly at?: number
  readonly runId?: string
  readonly wave?: boolean
  readonly middleware?: readonly Middleware[]
  readonly onEvents?: (events: readonly RunEvent[]) => void
  readonly gates?: Gates
  readonly openStream?: NonNullable<StepExecutor['openStream']>
}

/** Runs a document on a manual clock with a scripted executor. */
export function runDocument(document: Pick<WorkflowDocument, 'steps'> & Partial<WorkflowDocument>, options: TestOptions = {}): TestRun {
  const planned = plan({ eddy: 1, name: 'test', ...document }, { catalog: fakeCatalog(), ...(options.workflow ? { workflow: options.workflow } : {}) })
  const executor = new ScriptedExecutor(options.scripts, options.openStream)
  const clock = new ManualClock(options.at)
  const ports = portsOf(options, { executor, clock })
  const runId = options.runId ?? 'run'
  if (options.recover) ports.journal.restore(options.recover)
  const run = options.recover ? recoverRun({ runId, plan: planned, ports, ...throughSnapshot(planned, options.recover, options.snapshotAfter ?? 0) }) : startRun({ runId, plan: planned, ports, input: options.input ?? {}, ...(options.wave ? { wave: true } : {}) })
  return {
    run, executor, clock, ports, plan: planned,
    get events() {
      return ports.journal.events
    },
    log: () => ports.journal.events.map((event) => (event.step === undefined ? event.type : `${event.type} ${event.step}`)),
  }
}

function portsOf(options: TestOptions, parts: Pick<MemoryPortsOptions, 'executor' | 'clock'>) {
  const { evaluator = pathEvaluator, secrets, gates, middleware, onEvents } = options
  return memoryPorts({ ...parts, evaluator, ids: { random: () => 0.5 }, secrets: { get: (name) => secrets?.[name] }, ...(gates ? { gates } : {}), ...(middleware ? { middleware } : {}), ...(onEvents ? { onEvents } : {}) })
}

/** A step of kind `pure`, unless told otherwise; `after` are the steps it waits for. */
export function step(name: string, more: Partial<Step> & { readonly after?: readonly string[] } = {}): Step {
  const { after, ...rest } = more
  return { name, kind: 'pure', ...(after ? { waitFor: after } : {}), ...rest }
}
