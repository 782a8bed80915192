import { DEEPEST, StepProblem, tooDeep, type ChildEnd, type ChildOrder, type WorkflowDesk } from '@eddy/steps/run'
import { parseReference, type Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunHost } from '../run/run-host.ts'
import type { StartRequest } from '../run/start-request.ts'
import type { RunOrigin } from '../run/run-origin.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import type { PublishGate } from '../version/publish-version.ts'
import { referencedDocument } from '../version/version-document.ts'
import { publishForStep, unpublishForStep } from './publish-for-step.ts'

export interface WorkflowDeskOptions {
  readonly db: Database
  /** Steps run only once there is one. */
  readonly runs: () => RunHost
  /** What a version has to pass. */
  readonly gates: readonly PublishGate[]
  /** The trace that a step is in. */
  readonly traceOf?: ((step: { readonly runId: string; readonly path: string }) => TraceContext | undefined) | undefined
}

/** The workflows of this server, for the steps that publish and run them. */
export function createWorkflowDesk({ db, runs, gates, traceOf }: WorkflowDeskOptions): WorkflowDesk {
  return {
    find: (reference) => referencedDocument(db, parseReference(reference)),
    publish: (order) => asProblem(() => publishForStep(db, order, gates)),
    unpublish: (effect) => asProblem(() => unpublishForStep(db, effect)),
    run: (order) => asProblem(async () => endOf(runs(), await started({ db, traceOf }, runs(), order), order)),
    undoRun: (effect) => asProblem(() => undo(db, runs(), effect)),
  }
}

const NUMBER = /^[1-9][0-9]{0,8}$/

async function started({ db, traceOf }: Pick<WorkflowDeskOptions, 'db' | 'traceOf'>, runs: RunHost, order: ChildOrder): Promise<string> {
  const { runId, step, input, effect, environment } = order
  await refuseDeep(db, runId)
  const { name, version } = parseReference(order.workflow)
  const workflow = await db.prisma.workflow.findUnique({ where: { name }, select: { id: true, pointers: { where: { environment: 'live' }, select: { number: true } } } })
  if (!workflow || (version !== null && !NUMBER.test(version))) throw new Refusal('NOT_FOUND', `There is no workflow "${order.workflow}" here; a version goes by its number.`)
  // the name alone means what it means to a compose step: the live version, or the draft while none is live
  const place: Partial<StartRequest> = version !== null ? { version: Number(version) } : environment !== undefined ? { environment } : workflow.pointers.length > 0 ? { environment: 'live' } : {}
  const origin: RunOrigin = { runId, how: 'child', step, kept: 0, version: 'current', edited: false }
  return runs.start({ workflowId: workflow.id, input, idempotencyKey: keyOf(effect), origin, trace: traceOf?.({ runId, path: step }), ...place })
}

async function refuseDeep(db: Database, runId: string): Promise<void> {
  let above: string | null = runId
  for (let depth = 1; above !== null; depth++) {
    if (depth >= DEEPEST) throw tooDeep()
    const run: { readonly originRunId: string | null; readonly origin: unknown } | null = await db.prisma.run.findUnique({ where: { id: above }, select: { originRunId: true, origin: true } })
    // written by the host alone
    above = (run?.origin as RunOrigin | null | undefined)?.how === 'child' ? (run?.originRunId ?? null) : null
  }
}

async function endOf(runs: RunHost, runId: string, { signal, workflow }: ChildOrder): Promise<ChildEnd> {
  const cancel = () => {
    // it may have ended by itself meanwhile
    runs.cancel(runId, true).catch(() => undefined)
  }
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  try {
    let result = await runs.settled(runId)
    if (result.status === 'halted') {
      await runs.cancel(runId, true)
      result = await runs.settled(runId)
    }
    return { runId, workflow, status: result.status, value: result.value ?? null, error: result.error ?? null }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function undo(db: Database, runs: RunHost, effect: string): Promise<void> {
  const run = await db.prisma.run.findUnique({ where: { idempotencyKey: keyOf(effect) }, select: { id: true } })
  if (!run) return
  const before = await runs.settled(run.id)
  if (before.status === 'succeeded') await runs.undo(run.id)
  const { left } = await runs.settled(run.id)
  if (left.length > 0) throw new StepProblem({ code: 'UNDO_INCOMPLETE', message: `the run ${run.id} could not be undone: ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} left`, retryable: true })
}

/** Apart from the keys that callers choose. */
function keyOf(effect: string): string {
  return `step/${effect}`
}

const CODES: ReadonlyMap<string, string> = new Map([['NOT_FOUND', 'NO_SUCH_WORKFLOW'], ['INVALID_DOCUMENT', 'WORKFLOW_INVALID'], ['INVALID_INPUT', 'BAD_INPUT']])

/** What the server refuses a person it refuses a step, for good. */
async function asProblem<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const details = error.details === undefined ? {} : { details: JSON.parse(JSON.stringify(error.details)) as Json }
    throw new StepProblem({ code: CODES.get(error.code) ?? 'WORKFLOW_REFUSED', message: error.message, retryable: false, ...details })
  }
}
