import { isFinal, type RunEvent, type RunState } from '@eddy/engine'
import type { Database, Run } from '../db/index.ts'
import { fingerprint } from '../failure/fingerprint.ts'
import { mayChangeOpenUndos, openUndos, type OpenUndoOfRun } from '../workbench/open-undos.ts'
import { blobHashes, extractBlobs, type Blob } from './blob.ts'
import { COMMIT_ALL, COMMIT_EVENTS, LOG_EVENTS, type Statement } from './commit-statement.ts'
import type { RunWriter, Told } from './run-writer.ts'

/** What one run adds to its log. */
export interface Append {
  readonly writer: RunWriter
  readonly events: readonly RunEvent[]
}

/** An event as it is stored: large values are named, not held. */
export interface Stored {
  readonly writer: RunWriter
  readonly event: RunEvent
}

/** What needs a person in a run. */
interface OpenUndosOf {
  readonly writer: RunWriter
  readonly open: readonly OpenUndoOfRun[]
}

/** A batch as it is written, and as often as it takes: put into words once. */
export interface Commit {
  readonly stored: readonly Stored[]
  readonly appends: readonly Append[]
  readonly writers: readonly RunWriter[]
  readonly open: readonly OpenUndosOf[]
  /** There is nothing but rows and events. */
  readonly plain: boolean
  readonly statement: Statement
  readonly values: readonly unknown[]
  /** Rows that lists show otherwise now, and events, both as JSON. */
  readonly rows: string
  readonly events: string
  /** What lists show once it is stored. */
  readonly telling: readonly (readonly [RunWriter, Told])[]
}

/** Takes down what is to be written, with the runs as they stand now, before they go on: a row must never be ahead of its log. */
export function commitOf(appends: readonly Append[]): Commit {
  const blobs = new Map<string, Blob>()
  const stored: Stored[] = []
  const texts: string[] = []
  for (const { writer, events } of appends) {
    for (const event of events) {
      const { data, text } = extractBlobs(event.data, blobs)
      stored.push({ writer, event: data === event.data ? event : ({ ...event, data } as RunEvent) })
      texts.push(eventText(writer, event, text))
    }
  }
  const writers = [...new Set(appends.map(({ writer }) => writer))]
  const open = openUndosOf(appends)
  const telling = writers.flatMap((writer) => tellingOf(writer))
  const rows = `[${telling.map(([writer]) => rowText(writer)).join()}]`
  const lines = `[${texts.join()}]`
  const values = [writers.map(({ runId }) => runId), writers.map(({ fence }) => fence), rows, lines]
  const plain = blobs.size === 0 && open.length === 0
  const commit = { stored, appends, writers, open, plain, rows, events: lines, telling }
  if (plain) return { ...commit, statement: COMMIT_EVENTS, values }
  const uses = blobs.size === 0 ? [] : valueUses(stored)
  return { ...commit, statement: COMMIT_ALL, values: [...values, JSON.stringify([...blobs.values()]), JSON.stringify(uses), open.map(({ writer }) => writer.runId), JSON.stringify(openRows(open))] }
}

/** A row says what lists show. How long the log is, only the log says exactly, so a run that just goes on leaves its row as it is. */
function tellingOf(writer: RunWriter): readonly (readonly [RunWriter, Told])[] {
  const state = writer.state()
  if (state === undefined) return []
  const { told } = writer
  const now: Told = { status: state.status, error: state.error, undone: state.undone.length, left: state.left.length }
  const same = told !== undefined && !isFinal(now.status) && told.status === now.status && told.error === now.error && told.undone === now.undone && told.left === now.left
  return same ? [] : [[writer, now]]
}

let commits = 0

/** Planned once for many, and again whenever as many have come as before: the tables may be of another size then. */
function nameOf(name: string): string {
  commits++
  return `${name}_${Math.floor(Math.log2(commits))}`
}

interface HeldRow {
  readonly id: string
  readonly fence: number
  readonly changed: number
}

/** One transaction, which stores nothing of runs that another server has in hand. `lost`: their writers; `changed`: what needs a person is no longer as it was. */
export async function commitEvents(db: Database, commit: Commit): Promise<{ readonly lost: readonly RunWriter[]; readonly changed: boolean }> {
  const { writers, open, telling } = commit
  const rows = await write(db, commit)
  for (const { writer, open: undos } of open) writer.hasOpenUndos = undos.length > 0
  for (const [writer, told] of telling) writer.told = told
  if (rows.length === writers.length && open.length === 0) return { lost: [], changed: false }
  const fences = new Map(rows.map(({ id, fence }) => [id, fence]))
  return { lost: writers.filter(({ runId, fence }) => fences.get(runId) !== fence), changed: (rows[0]?.changed ?? 0) > 0 }
}

async function write(db: Database, commit: Commit): Promise<readonly HeldRow[]> {
  const { writers, plain, telling, statement: { name, fresh, again }, values } = commit
  const ask = async (named: string, text: string) => (await db.pool.query<HeldRow>({ name: nameOf(named), text, values: [...values] })).rows
  try {
    if (!plain || telling.length > 0) return await ask(name, fresh)
    if (await areAllLogged(db, commit)) return writers.map(({ runId, fence }) => ({ id: runId, fence, changed: 0 }))
  } catch (error) {
    if (!isThereAlready(error)) throw error
  }
  return ask(`${name}_again`, again)
}

/** Stores events that change no row of a run; false where not all are stored, and who is to blame is still to be asked. */
async function areAllLogged({ pool }: Database, { stored, values: [runIds, fences], events }: Commit): Promise<boolean> {
  const { rowCount } = await pool.query({ name: nameOf('log_events'), text: LOG_EVENTS, values: [runIds, fences, events] })
  return rowCount === stored.length
}

/** Stored before, but not acknowledged; or an engine elsewhere has told of it twice. */
function isThereAlready(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505' && 'constraint' in error && error.constraint === 'run_event_pkey'
}

/** As it stands in the column, so that nothing is put into words twice. */
function eventText({ runId, fence }: RunWriter, { seq, at, type, step, attempt }: RunEvent, data: string): string {
  return `{"run_id":${JSON.stringify(runId)},"fence":${fence},"seq":${seq},"at":${at},"type":"${type}"${step === undefined ? '' : `,"step":${JSON.stringify(step)}`}${attempt === undefined ? '' : `,"attempt":${attempt}`},"data":${data}}`
}

/** What a run's row says, large values named. */
function rowText(writer: RunWriter): string {
  const state = writer.state()
  return JSON.stringify({ id: writer.runId, fence: writer.fence, ...(state && { ...projection(state), value: valueOf(state) }) })
}

/** How a run stands, as lists tell it. */
export function standingOf(state: RunState | undefined): Partial<Pick<Run, 'status' | 'lastSeq' | 'endedAt' | 'error' | 'undone' | 'leftInPlace' | 'fingerprint'>> {
  if (state === undefined) return {}
  const { status, last_seq: lastSeq, ended, error, undone, left_in_place: leftInPlace, fingerprint: mark } = projection(state)
  return { status, lastSeq, endedAt: ended === null ? null : new Date(ended), error: error as Run['error'], undone, leftInPlace, fingerprint: mark }
}

function projection(state: RunState) {
  return {
    status: state.status,
    last_seq: state.seq,
    ended: isFinal(state.status) ? state.now : null,
    error: state.error ?? null,
    undone: state.undone.length,
    left_in_place: state.left.length,
    fingerprint: state.error === undefined ? null : fingerprint(state.plan.scope.workflow.name, state.error),
  }
}

function valueOf({ status, value = null }: RunState): unknown {
  return status === 'succeeded' ? (extractBlobs({ value }, new Map()).data['value'] ?? null) : null
}

/** Of the runs that have some now, or had some before. */
function openUndosOf(appends: readonly Append[]): readonly OpenUndosOf[] {
  const changing = new Set(appends.filter(({ events }) => mayChangeOpenUndos(events)).map(({ writer }) => writer))
  return [...changing].flatMap((writer) => {
    const state = writer.state()
    const open = state === undefined ? [] : openUndos(state)
    return state !== undefined && (open.length > 0 || writer.hasOpenUndos) ? [{ writer, open }] : []
  })
}

function openRows(open: readonly OpenUndosOf[]): readonly object[] {
  return open.flatMap(({ writer: { runId }, open: undos }) => undos.map((one) => ({ run_id: runId, ...one })))
}

function valueUses(stored: readonly Stored[]): readonly object[] {
  return stored.flatMap(({ writer: { runId, fence }, event }) => blobHashes(event.data).map((hash) => ({ hash, run_id: runId, fence })))
}
