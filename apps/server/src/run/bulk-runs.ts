import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { whereRuns, type RunFilter } from './run-filter.ts'
import type { RunHost } from './run-host.ts'

export interface BulkRequest {
  readonly verb: 'cancel' | 'undo' | 'resume'
  /** These runs, or all that a filter finds, however many pages that is. */
  readonly runs: { readonly ids: readonly string[] } | { readonly filter: RunFilter }
}

export interface BulkOutcome {
  readonly done: readonly string[]
  /** Why each of the others was left as it is. */
  readonly refused: readonly { readonly runId: string; readonly message: string }[]
}

/** Runs at a time that one request may change. */
export const BULK_LIMIT = 5000

/** Asks the same of many runs, one after the other. What one of them refuses keeps nobody from the rest. */
export async function bulkRuns({ db, runs: host }: { readonly db: Database; readonly runs: RunHost }, { verb, runs }: BulkRequest): Promise<BulkOutcome> {
  const ids = await idsOf(db, runs)
  const done: string[] = []
  const refused: { runId: string; message: string }[] = []
  for (const runId of ids) {
    try {
      await VERBS[verb](host, runId)
      done.push(runId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ runId, message: error.message })
    }
  }
  return { done, refused }
}

const VERBS: { readonly [V in BulkRequest['verb']]: (host: RunHost, runId: string) => Promise<unknown> } = {
  cancel: (host, runId) => host.cancel(runId, true),
  undo: (host, runId) => host.undo(runId),
  resume: (host, runId) => host.resume(runId, {}),
}

async function idsOf(db: Database, runs: BulkRequest['runs']): Promise<readonly string[]> {
  if ('ids' in runs) return runs.ids
  const found = await db.prisma.run.findMany({ where: whereRuns(runs.filter), select: { id: true }, orderBy: { startedAt: 'asc' }, take: BULK_LIMIT + 1 })
  if (found.length > BULK_LIMIT) throw new Refusal('INVALID_STATE', `The filter finds more than ${BULK_LIMIT.toLocaleString('en')} runs; make it narrower, for example by time.`)
  return found.map(({ id }) => id)
}
