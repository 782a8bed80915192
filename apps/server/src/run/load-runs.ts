import type { Plan, Ports, RunHandle } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Lease } from '../cluster/run-leases.ts'
import type { Database, Run } from '../db/index.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import { storedTrace, type TraceContext } from '../trace/trace-context.ts'
import type { Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
import type { RunEngine } from './run-engine.ts'
import type { RunWriter } from './run-writer.ts'
import { planOfRun, trialOf, type TrialRecord } from './trial-record.ts'

export interface LoadRunsDeps {
  readonly db: Database
  readonly store: EventStore
  readonly engine: RunEngine
  readonly portsOf: (writer: RunWriter, record: TrialRecord | null) => Ports
  readonly onTrace: (runId: string, trace: TraceContext | undefined) => void
  /** Where one that has begun has its place. */
  readonly queue?: Pick<RunQueue, 'keep'> | undefined
  /** What is to be done with a run as soon as it is taken up; true: it is not to be kept. */
  readonly onLoaded?: ((run: LoadedRun) => boolean) | undefined
  /** The run's log does not fit. */
  readonly onMisfit?: (runId: string, why: string) => void
}

/** Twice as many events are in memory at a time beside the runs that they make; a longer log comes alone. More cost as much of the processor, and leave the process larger than what sleeps needs. */
const EVENTS_AT_ONCE = 2500

export interface LoadedRun {
  readonly handle: RunHandle
  readonly writer: RunWriter
}

type Row = Pick<Run, 'id' | 'definitionHash' | 'trial' | 'input' | 'trace'> & { readonly events: number }

/** Thousands at a time: not by Prisma, which takes longer to hand them over than they take to be folded. How long a log is, only the log says. */
const RUNS = `SELECT id, definition_hash AS "definitionHash", trial, input, trace, coalesce((SELECT last FROM run_log l WHERE l.run_id = run.id ORDER BY seq DESC LIMIT 1), 0) AS events FROM run WHERE id = ANY($1::text[]) ORDER BY started_at, id`

/** Takes up runs from their logs under their leases. One whose log does not fit is left out and told of; it stays as it is. O(their events). */
export async function loadRuns({ db, store, engine, portsOf, onTrace, queue, onLoaded, onMisfit }: LoadRunsDeps, leases: readonly Lease[]): Promise<readonly LoadedRun[]> {
  if (leases.length === 0) return []
  const { rows } = await db.pool.query<Row>({ name: 'runs_to_load', text: RUNS, values: [leases.map(({ runId }) => runId)] })
  const definitions = await db.prisma.definition.findMany({ where: { hash: { in: [...new Set(rows.map(({ definitionHash }) => definitionHash))] } } })
  // definition.ts writes the column
  const contents = new Map(definitions.map(({ hash, content }) => [hash, content as unknown as Definition]))
  const plans = new Map<string, Plan>()
  const fences = new Map(leases.map(({ runId, fence }) => [runId, fence]))
  const loaded: LoadedRun[] = []
  const takeUp = ({ id: runId, definitionHash, trial, input, trace }: Row, events: Awaited<ReturnType<EventStore['readLogs']>>[number]) => {
    const record = trialOf({ trial })
    const plan = (record === null && plans.get(definitionHash)) || planOfRun(contents.get(definitionHash) ?? missing(definitionHash), record)
    if (record === null) plans.set(definitionHash, plan)
    const writer = store.journal(runId, fences.get(runId))
    const ports = portsOf(writer, record)
    onTrace(runId, storedTrace(trace))
    // a run that was accepted but not begun begins now
    const stored = { runId, plan, ports, input: input as { readonly [name: string]: Json } }
    const handle = events.length === 0 ? engine.start(stored) : engine.recover({ ...stored, events })
    writer.state = () => handle.state
    if (handle.state.seq > 0) queue?.keep(runId, handle.state)
    return { handle, writer }
  }
  for await (const { group, logs } of logsOf(store, inGroups(rows))) {
    for (const [index, row] of group.entries()) {
      try {
        const run = takeUp(row, logs[index] ?? [])
        if (!onLoaded?.(run)) loaded.push(run)
      } catch (error) {
        const why = messageOf(error)
        console.error(`The run ${row.id} could not be taken up: ${why}`)
        onMisfit?.(row.id, `It could not be taken up: ${why}`)
      }
    }
  }
  return loaded
}

/** The logs of each group; the database reads on while those before are folded. */
async function* logsOf<T extends { readonly id: string }>(store: EventStore, groups: readonly (readonly T[])[]): AsyncGenerator<{ readonly group: readonly T[]; readonly logs: Awaited<ReturnType<EventStore['readLogs']>> }> {
  const read = (group: readonly T[] = []) => {
    const logs = store.readLogs(group.map(({ id }) => id))
    // it is waited for one group later
    logs.catch(() => undefined)
    return logs
  }
  let next = read(groups[0])
  for (const [at, group] of groups.entries()) {
    const logs = await next
    if (at + 1 < groups.length) next = read(groups[at + 1])
    yield { group, logs }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function missing(hash: string): never {
  throw new Error(`its definition ${hash} is missing`)
}

function inGroups<T extends { readonly events: number }>(rows: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = []
  let group: T[] = []
  let events = 0
  for (const row of rows) {
    if (group.length === 0 || events + row.events > EVENTS_AT_ONCE) {
      groups.push((group = []))
      events = 0
    }
    group.push(row)
    events += row.events
  }
  return groups
}
