import { Refusal } from '../refusal.ts'
import { runAgain } from './run-again.ts'
import { whereRuns, type RunFilter } from './run-filter.ts'
import type { RunPorts } from './recorded-run.ts'

export interface BulkRequest {
  /** `again`: a new run of each from its start; `retry`: one from its failure, which keeps the results that hold. */
  readonly verb: 'cancel' | 'undo' | 'resume' | 'again' | 'retry'
  /** These runs, or all that a filter finds but for some, however many pages that is. */
  readonly runs: { readonly ids: readonly string[] } | { readonly filter: RunFilter; readonly except?: readonly string[] | undefined }
  /** What new runs go by: what each went by (when left out), or its workflow as it is drawn now. */
  readonly version?: 'recorded' | 'current' | undefined
}

export interface BulkOutcome {
  readonly done: readonly string[]
  /** New runs, of `again` and `retry`. */
  readonly started: readonly string[]
  /** Why each of the others was left as it is. */
  readonly refused: readonly { readonly runId: string; readonly message: string }[]
}

/** Runs at a time that one request may change. */
export const BULK_LIMIT = 5000

/** Asks the same of many runs, one after the other, the oldest first. What one of them refuses keeps nobody from the rest. */
export async function bulkRuns(ports: RunPorts, { verb, runs, version = 'recorded' }: BulkRequest): Promise<BulkOutcome> {
  const ids = await idsOf(ports, runs)
  const done: string[] = []
  const started: string[] = []
  const refused: { runId: string; message: string }[] = []
  for (const runId of ids) {
    try {
      const next = await VERBS[verb]({ db: ports.db, runs: ports.runs }, runId, version)
      done.push(runId)
      if (next) started.push(next)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ runId, message: error.message })
    }
  }
  return { done, started, refused }
}

type Ask = (ports: RunPorts, runId: string, version: 'recorded' | 'current') => Promise<string | void>

const VERBS: { readonly [V in BulkRequest['verb']]: Ask } = {
  cancel: ({ runs }, runId) => runs.cancel(runId, true),
  undo: ({ runs }, runId) => runs.undo(runId),
  resume: ({ runs }, runId) => runs.resume(runId, {}),
  again: (ports, runId, version) => runAgain(ports, { runId, version, from: 'start' }),
  retry: (ports, runId, version) => runAgain(ports, { runId, version, from: 'failure' }),
}

async function idsOf({ db }: RunPorts, runs: BulkRequest['runs']): Promise<readonly string[]> {
  if ('ids' in runs) return runs.ids
  const found = await db.prisma.run.findMany({ where: { AND: [whereRuns(runs.filter), { id: { notIn: [...(runs.except ?? [])] } }] }, select: { id: true }, orderBy: { startedAt: 'asc' }, take: BULK_LIMIT + 1 })
  if (found.length > BULK_LIMIT) throw new Refusal('INVALID_STATE', `The filter finds more than ${BULK_LIMIT.toLocaleString('en')} runs; make it narrower, for example by time.`)
  return found.map(({ id }) => id)
}
