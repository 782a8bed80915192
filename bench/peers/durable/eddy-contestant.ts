import type { Outcome, StepExecutor } from '@eddy/engine'
import { openDatabase, type Database } from '@eddy/server/db'
import { RunHost, type RunHostOptions } from '@eddy/server/run-host'
import { createWorkflow } from '@eddy/server/create-workflow'
import { createEvaluator } from '@eddy/steps/run'
import { type Contestant, type Open, STEPS } from './contestant.ts'
import { effects } from '../../durable/scene.ts'

export const EXECUTOR: StepExecutor = { execute: (): Outcome => ({ kind: 'ok', value: 1 }) }

/** The engine in this process, its log in PostgreSQL. */
export const open: Open = async (url) => {
  const db = await openDatabase({ url })
  const host = hostOn(db)
  return { ...(await contestant(db, host)), close: async () => {
    await host.close()
    await db.close()
  } }
}

export function hostOn(db: Database, more: Partial<RunHostOptions> = {}): RunHost {
  return new RunHost({ db, executor: EXECUTOR, evaluator: createEvaluator(), ...more })
}

export async function contestant(db: Database, host: RunHost): Promise<Omit<Contestant, 'close'>> {
  const { id: workflowId } = await createWorkflow(db, effects('chain', STEPS))
  return {
    async run() {
      const runId = await host.start({ workflowId, input: {} })
      await host.settled(runId)
    },
    async whole() {
      const { rows } = await db.pool.query<{ whole: number }>(
        `SELECT count(*)::int AS whole FROM run WHERE status = 'succeeded' AND (SELECT count(DISTINCT step) FROM run_event e WHERE e.run_id = run.id AND e.type = 'step.succeeded') = $1
           AND (SELECT count(*) FROM run_event e WHERE e.run_id = run.id AND e.type = 'step.succeeded') = $1`,
        [STEPS],
      )
      return rows[0]?.whole ?? 0
    },
  }
}
