import type { Outcome, StepExecutor } from '@eddy/engine'
import { openDatabase, type Database } from '@eddy/server/db'
import { postgresPrograms, startPostgres } from '@eddy/server/testing/postgres'
import { RunHost } from '@eddy/server/run-host'
import { createEvaluator } from '@eddy/steps/run'
import { createWorkflow } from '@eddy/server/create-workflow'
import type { Step, WorkflowDocument } from '@eddy/workflow'

/** A PostgreSQL of its own that syncs each commit to the disk, and runs on it in this process. */
export interface Scene {
  readonly db: Database
  readonly url: string
  /** Of another connection to the same, for what is measured beside it. */
  readonly open: () => Promise<Database>
  readonly host: (db?: Database) => RunHost
  readonly add: (document: WorkflowDocument) => Promise<string>
  readonly close: () => Promise<void>
}

/** An effect that takes no time: what is measured is what it costs to be sure of it. */
const EXECUTOR: StepExecutor = { execute: (): Outcome => ({ kind: 'ok', value: 1 }) }

export async function scene(): Promise<Scene> {
  const programs = postgresPrograms()
  if (programs === undefined) throw new Error('no PostgreSQL is installed here: these workloads need initdb and postgres.')
  const postgres = await startPostgres(programs, { fsync: true })
  const url = await postgres.database()
  const db = await openDatabase({ url })
  const others: Database[] = []
  return {
    db,
    url,
    open: async () => {
      const other = await openDatabase({ url })
      others.push(other)
      return other
    },
    host: (on = db) => new RunHost({ db: on, executor: EXECUTOR, evaluator: createEvaluator() }),
    add: async (document) => (await createWorkflow(db, document)).id,
    close: async () => {
      for (const one of [...others, db]) await one.close()
      await postgres.close()
    },
  }
}

/** A chain of steps that each must be known to have begun before they begin. */
export function effects(name: string, count: number): WorkflowDocument {
  return { eddy: 1, name, steps: Array.from({ length: count }, (_, at): Step => ({ name: `s${at}`, kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1/' }, ...(at === 0 ? {} : { waitFor: [`s${at - 1}`] }) })) }
}

/** The same, of which each is made again when nobody knows whether it happened. */
export function doubted(name: string, count: number): WorkflowDocument {
  const { steps, ...document } = effects(name, count)
  return { ...document, steps: steps.map((step) => ({ ...step, onInterrupt: 'retry' })) }
}

/** Fails unless each of the runs has succeeded, and its log holds each step once. */
export async function checkRuns({ db }: Scene, ids: readonly string[], steps: number): Promise<void> {
  const { rows } = await db.pool.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM unnest($1::text[]) AS wanted(id) LEFT JOIN run ON run.id = wanted.id
     WHERE run.status IS DISTINCT FROM 'succeeded' OR (SELECT count(DISTINCT step) FROM run_event e WHERE e.run_id = wanted.id AND e.type = 'step.succeeded') <> $2
        OR (SELECT count(*) FROM run_event e WHERE e.run_id = wanted.id AND e.type = 'step.succeeded') <> $2`,
    [ids, steps],
  )
  if (rows[0]?.wrong !== 0) throw new Error(`${rows[0]?.wrong} of ${ids.length} runs are not as they should be`)
}
