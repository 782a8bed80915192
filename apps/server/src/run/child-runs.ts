import type { Database } from '../db/index.ts'
import { runRow, type RunRow } from './run-row.ts'

export interface Parent {
  readonly runId: string
  /** The path of the step that has started them; all of its steps when left out. */
  readonly step?: string | undefined
}

const MOST = 200

/** The runs that steps of a run have started, the first first. One step starts one run, however often it is attempted. */
export async function childRuns(db: Database, { runId, step }: Parent): Promise<readonly RunRow[]> {
  const how = { origin: { path: ['how'], equals: 'child' } }
  const found = await db.prisma.run.findMany({
    where: { originRunId: runId, AND: [how, ...(step === undefined ? [] : [{ origin: { path: ['step'], equals: step } }])] },
    omit: { input: true, value: true, trial: true },
    orderBy: { startedAt: 'asc' },
    take: MOST,
  })
  return found.map((run) => runRow(run))
}
