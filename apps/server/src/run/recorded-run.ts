import { createRunView, type RunEvent, type RunForesight, type RunView } from '@eddy/engine'
import type { Database, Run } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { resolveDefinition, type Definition } from './definition.ts'
import { foldInTurns } from './fold-in-turns.ts'
import type { RunHost } from './run-host.ts'
import { planOfRun, trialOf } from './trial-record.ts'

/** A run as its log tells it, large values in place. */
export interface RecordedRun {
  readonly run: Run
  /** What it went by in the end: an adapted run has another than it was started with. */
  readonly definition: Definition
  readonly events: readonly RunEvent[]
  readonly view: RunView & RunForesight
}

export interface RunPorts {
  readonly db: Database
  readonly runs: RunHost
}

/** Reads a whole run. O(its events). */
export async function readRun({ db, runs }: RunPorts, runId: string): Promise<RecordedRun> {
  const found = await db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
  if (!found) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const { definition: stored, ...run } = found
  // the column holds what definition.ts has made
  const started = stored.content as unknown as Definition
  const events = await runs.store.readLog(runId)
  const view = createRunView(planOfRun(started, trialOf(run)))
  await foldInTurns(view, events)
  const adapted = events.findLast((event) => event.type === 'run.adapted')
  const definition = adapted?.type === 'run.adapted' ? await resolveDefinition(db, adapted.data.document) : started
  return { run, definition, events, view }
}
