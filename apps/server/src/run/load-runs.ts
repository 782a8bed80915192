import type { Plan, Ports, RunEvent, RunHandle, RunState } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Lease } from '../cluster/run-leases.ts'
import type { Database, Run } from '../db/index.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import { storedTrace, type TraceContext } from '../trace/trace-context.ts'
import type { Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
import { readBeginnings, stateFrom, type Beginning } from './read-beginnings.ts'
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

/** `after`: the event behind which there is a snapshot. */
type ToLoad = Row & { readonly after: number }

type Row = Pick<Run, 'id' | 'definitionHash' | 'trial' | 'input' | 'trace' | 'startedAt'> & { readonly events: number }

/** Thousands at a time: not by Prisma, which takes longer to hand them over than they take to be folded. How long a log is, only the log says. */
const RUNS = `SELECT id, definition_hash AS "definitionHash", trial, input, trace, started_at AS "startedAt", coalesce((SELECT last FROM run_log l WHERE l.run_id = run.id ORDER BY seq DESC LIMIT 1), 0) AS events FROM run WHERE id = ANY($1::text[]) ORDER BY started_at, id`

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
  const takeUp = async ({ id: runId, definitionHash, trial, input, trace, startedAt, events: last }: ToLoad, beginning: Beginning) => {
    const record = trialOf({ trial })
    const plan = (record === null && plans.get(definitionHash)) || planOfRun(contents.get(definitionHash) ?? missing(definitionHash), record)
    if (record === null) plans.set(definitionHash, plan)
    const writer = store.journal(runId, fences.get(runId))
    const { events, from } = await foldable(store, { writer, plan, last, ...beginning })
    const ports = portsOf(writer, record)
    onTrace(runId, storedTrace(trace))
    // a run that was accepted but not begun begins now, unless an engine elsewhere knows it
    const stored = { runId, plan, ports, input: input as { readonly [name: string]: Json } }
    const handle = events.length === 0 && from === undefined && !engine.watchful ? engine.start({ ...stored, waitingSince: startedAt.getTime() }) : engine.recover({ ...stored, events, ...(from === undefined ? {} : { from }) })
    writer.driveBy(handle)
    if (handle.state.seq > 0) queue?.keep(runId, handle.state)
    return { handle, writer }
  }
  const snapshots = await store.snapshots.find(rows)
  const toLoad = rows.map((row) => ({ ...row, after: snapshots.get(row.id) ?? 0 }))
  for await (const { group, beginnings } of beginningsOf(store, inGroups(toLoad))) {
    for (const [index, row] of group.entries()) {
      try {
        const run = await takeUp(row, beginnings[index] ?? { events: [] })
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

interface Folding extends Beginning {
  readonly writer: RunWriter
  readonly plan: Plan
  /** The number of the last event. */
  readonly last: number
}

/** A state that nothing is left to be folded into; or all events, where there is no snapshot, or one that does not fit. */
async function foldable(store: EventStore, { writer, plan, snapshot, events, last }: Folding): Promise<{ readonly events: readonly RunEvent[]; readonly from?: RunState }> {
  if (snapshot === undefined) return { events }
  try {
    const from = stateFrom({ plan, snapshot, events, last })
    store.snapshots.tried(writer, { seq: from.seq - events.length, characters: snapshot.length })
    return { events: [], from }
  } catch (error) {
    console.warn(`The snapshot of the run ${writer.runId} was not used, so that its whole log is read: ${messageOf(error)}`)
    store.snapshots.tried(writer, undefined)
    return { events: (await store.readLogs([writer.runId]))[0] ?? [] }
  }
}

/** What each group is taken up from; the database reads on while those before are folded. */
async function* beginningsOf<T extends ToLoad>(store: EventStore, groups: readonly (readonly T[])[]): AsyncGenerator<{ readonly group: readonly T[]; readonly beginnings: readonly Beginning[] }> {
  const read = (group: readonly T[] = []) => {
    const beginnings = readBeginnings(store, group)
    // it is waited for one group later
    beginnings.catch(() => undefined)
    return beginnings
  }
  let next = read(groups[0])
  for (const [at, group] of groups.entries()) {
    const beginnings = await next
    if (at + 1 < groups.length) next = read(groups[at + 1])
    yield { group, beginnings }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function missing(hash: string): never {
  throw new Error(`its definition ${hash} is missing`)
}

function inGroups<T extends { readonly events: number; readonly after: number }>(rows: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = []
  let group: T[] = []
  let events = 0
  for (const row of rows) {
    const more = row.events - row.after
    if (group.length === 0 || events + more > EVENTS_AT_ONCE) {
      groups.push((group = []))
      events = 0
    }
    group.push(row)
    events += more
  }
  return groups
}
