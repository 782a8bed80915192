import { createGates, memoryPorts, plan, startRun, systemClock, type AbortSignalLike, type Clock, type Evaluator, type Middleware, type Plan, type RunEvent, type RunHandle, type RunResult, type Secrets, type StepExecutor } from '@eddy/engine'
import { contentHash, resolveInputs, validate, type Catalog, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { embeddedCatalog, isNative } from './embedded-catalog.ts'
import { embeddedExecutor } from './embedded-executor.ts'
import { embeddedKind, type EmbeddedKinds } from './embedded-kind.ts'
import { EventListener } from './event-listener.ts'
import { randomId } from './random-id.ts'
import { refusingEvaluator } from './refusing-evaluator.ts'
import { RefusedError } from './refused-error.ts'

export interface EmbedOptions {
  /** Kinds of one's own; one of a name that `catalog` has too goes before it. */
  readonly steps?: EmbeddedKinds
  /** Evaluates guards, transforms and `expression` steps; without it they fail with a sentence that says what to add. */
  readonly evaluator?: Evaluator
  /** Performs all other kinds, such as `createExecutor()` of @eddy/steps/run; give `catalog` with it. */
  readonly executor?: StepExecutor
  /** Contracts of the kinds that `executor` performs, such as `catalog` of @eddy/steps/contract. */
  readonly catalog?: Catalog
  /** The document behind a `compose` step's `workflow`. */
  readonly workflow?: (reference: string) => WorkflowDocument | undefined
  readonly secrets?: Secrets
  readonly middleware?: readonly Middleware[]
  /** Default: the system's. */
  readonly clock?: Clock
}

export interface EmbeddedRunOptions {
  /** Default: random. */
  readonly runId?: string
  /** Aborting cancels the run, which undoes what it has done; its promise still resolves. An AbortSignal, or anything like it. */
  readonly signal?: AbortSignalLike | undefined
  /** Every event, in order, as it is recorded. A throw does not touch the run, which then rejects with it at its end. */
  readonly onEvent?: (event: RunEvent) => void
}

/** How a run has ended, and all that has happened in it. */
export type EmbeddedResult = RunResult & { readonly events: readonly RunEvent[] }

/** A run under way. */
export interface EmbeddedRun {
  /** For signals, cancelling, resuming a halted run, undoing a succeeded one. */
  readonly handle: RunHandle
  /** Resolves when the run has come to rest: final, or halted. Call it again after `handle.resume` or `handle.undo`. */
  readonly settled: () => Promise<EmbeddedResult>
}

/** A document, or a builder or edit that has one. */
export type Runnable = WorkflowDocument | { readonly document: WorkflowDocument }

type Inputs = { readonly [name: string]: Json }

/** An engine inside a program. Runs share its locks, limits and caches. */
export interface Embedded {
  /** Own kinds and those that were given. */
  readonly catalog: Catalog
  /** Everything that is wrong with a workflow here. */
  readonly validate: (workflow: Runnable) => readonly Problem[]
  /** Starts a run. Throws RefusedError when the workflow or the input is not valid; then nothing has been done. */
  readonly start: (workflow: Runnable, input?: Inputs, options?: EmbeddedRunOptions) => EmbeddedRun
  /** Starts a run and waits for its end. A run that fails resolves too: look at `status`. Rejects with what `start` throws. */
  readonly run: (workflow: Runnable, input?: Inputs, options?: EmbeddedRunOptions) => Promise<EmbeddedResult>
}

/**
 * An engine in this program: no server, no database, and nothing but what every JavaScript host has. Runs live in memory and end with the
 * program. Throws RefusedError RESERVED_KIND for a kind of a name that the engine carries out itself.
 */
export function embed(options: EmbedOptions): Embedded {
  const { evaluator = refusingEvaluator, clock = systemClock } = options
  const kinds = new Map(Object.entries(options.steps ?? {}).map(([kind, given]) => [kind, embeddedKind(given)]))
  for (const kind of kinds.keys()) if (isNative(kind)) throw new RefusedError('RESERVED_KIND', `"${kind}" is a kind of the engine itself; give yours another name`)
  const catalog = embeddedCatalog(kinds, options.catalog)
  const surroundings = { catalog, ...(options.workflow === undefined ? {} : { workflow: options.workflow }) }
  const shared = { executor: embeddedExecutor({ kinds, evaluator, others: options.executor }), evaluator, clock, gates: createGates({ clock }), ...portsOf(options) }
  // documents do not change: what has been checked once need not be again
  const plans = new WeakMap<WorkflowDocument, Plan>()

  const planOf = (document: WorkflowDocument): Plan => {
    const known = plans.get(document)
    if (known) return known
    const errors = validate(document, surroundings).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new RefusedError('INVALID_WORKFLOW', `the workflow "${document.name}" cannot be run:`, errors)
    const made = plan(document, { ...surroundings, hash: contentHash(document) })
    plans.set(document, made)
    return made
  }

  const start = (runnable: Runnable, given: Inputs = {}, { runId = randomId(), signal, onEvent }: EmbeddedRunOptions = {}): EmbeddedRun => {
    const document = documentOf(runnable)
    const planned = planOf(document)
    const input = inputOf(document, given)
    if (signal?.aborted) throw new RefusedError('CANCELLED', 'the run was cancelled before it began')
    const listener = onEvent && new EventListener(onEvent)
    const ports = memoryPorts({ ...shared, ...(listener === undefined ? {} : { onEvents: listener.tell }) })
    const handle = startRun({ runId, plan: planned, ports, input })
    const settled = async (): Promise<EmbeddedResult> => {
      const result = await handle.settled()
      listener?.rethrow()
      return { ...result, events: ports.journal.events }
    }
    if (signal) cancelWith(handle, signal)
    return { handle, settled }
  }

  return { catalog, validate: (runnable) => validate(documentOf(runnable), surroundings), start, run: async (...args) => start(...args).settled() }
}

function portsOf({ secrets, middleware }: EmbedOptions): Pick<EmbedOptions, 'secrets' | 'middleware'> {
  return { ...(secrets === undefined ? {} : { secrets }), ...(middleware === undefined ? {} : { middleware }) }
}

function documentOf(runnable: Runnable): WorkflowDocument {
  return 'document' in runnable ? runnable.document : runnable
}

function inputOf(document: WorkflowDocument, given: Inputs): Inputs {
  const resolved = resolveInputs(document, given)
  if (!resolved.ok) throw new RefusedError('INVALID_INPUT', `the input does not fit the workflow "${document.name}":`, resolved.problems)
  return resolved.input
}

/** The signal may outlive many runs: it lets go of each that is over. One that has halted may go on. */
function cancelWith(handle: RunHandle, signal: AbortSignalLike): void {
  const cancel = () => handle.cancel({ reason: 'aborted' })
  const release = () => signal.removeEventListener('abort', cancel)
  signal.addEventListener('abort', cancel)
  handle.settled().then(({ status }) => (status === 'halted' ? undefined : release()), release)
}
