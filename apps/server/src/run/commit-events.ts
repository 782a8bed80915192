import { isFinal, type RunEvent, type RunState } from '@eddy/engine'
import type { Database, Run } from '../db/index.ts'
import { fingerprint } from '../failure/fingerprint.ts'
import { mayChangeOpenUndos, openUndos, type OpenUndoOfRun } from '../workbench/open-undos.ts'
import { blobHashes, extractBlobs, type Blob } from './blob.ts'
import { COMMIT_ALL, COMMIT_EVENTS, COMMIT_ONE, LAST_OF_LOGS, LOG_EVENTS, type Statement } from './commit-statement.ts'
import { logRows, type LogRow } from './log-rows.ts'
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
  readonly logged: readonly LogRow[]
  /** Rows of runs that lists show otherwise now, and rows of the log, both as JSON. */
  readonly rows: string
  readonly events: string
  /** What lists show once it is stored. */
  readonly telling: readonly (readonly [RunWriter, Told])[]
}

/** Takes down what is to be written, with the runs as they stand now, before they go on: a row must never be ahead of its log. */
export function commitOf(appends: readonly Append[]): Commit {
  const blobs = new Map<string, Blob>()
  const { stored, rows: logged } = logRows(appends, blobs)
  const writers = [...new Set(appends.map(({ writer }) => writer))]
  const open = openUndosOf(appends)
  const telling = writers.flatMap((writer) => tellingOf(writer))
  const rows = `[${telling.map(([writer]) => rowText(writer)).join()}]`
  const events = jsonOf(logged)
  const values = [writers.map(({ runId }) => runId), writers.map(({ fence }) => fence), rows, events]
  const plain = blobs.size === 0 && open.length === 0
  const commit = { stored, appends, writers, open, plain, logged, rows, events, telling }
  const [one] = writers
  if (plain && one && writers.length === 1 && telling.length === 1) return { ...commit, statement: COMMIT_ONE, values: [one.runId, one.fence, rows, events] }
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

/** It is there the next time. */
const AT_ONCE = 'a part of a log is written by two at once'

interface HeldRow {
  readonly id: string
  readonly fence: number
  readonly changed: number
  /** Of the whole batch. */
  readonly logged: number
}

/** One transaction, which stores nothing of runs that another server has in hand. `lost`: their writers; `changed`: what needs a person is no longer as it was. */
export async function commitEvents(db: Database, commit: Commit): Promise<{ readonly lost: readonly RunWriter[]; readonly changed: boolean }> {
  const { writers, open, telling } = commit
  const rows = await write(db, commit)
  for (const { writer, open: undos } of open) writer.hasOpenUndos = undos.length > 0
  for (const [writer, told] of telling) writer.told = told
  if (rows === undefined) return { lost: [], changed: false }
  const fences = new Map(rows.map(({ id, fence }) => [id, fence]))
  const isHeld = ({ runId, fence }: RunWriter) => fences.get(runId) === fence
  const held = commit.logged.filter(({ writer }) => isHeld(writer))
  if (held.length !== (rows[0]?.logged ?? 0)) await logRest(db, commit, isHeld)
  return { lost: writers.filter((writer) => !isHeld(writer)), changed: (rows[0]?.changed ?? 0) > 0 }
}

/** The runs that are held; undefined where all are, and all is logged. */
async function write(db: Database, { plain, telling, logged, statement: { name, text }, values, events }: Commit): Promise<readonly HeldRow[] | undefined> {
  if (plain && telling.length === 0 && (await areAllLogged(db, { rows: logged.length, events }))) return undefined
  try {
    return (await db.pool.query<HeldRow>({ name: nameOf(name), text, values: [...values] })).rows
  } catch (error) {
    throw isThereAlready(error) ? new Error(AT_ONCE) : error
  }
}

/** Stores events that change no row of a run; false where not all are stored, and who is to blame is still to be asked. */
async function areAllLogged({ pool }: Database, { rows, events }: { readonly rows: number; readonly events: string }): Promise<boolean> {
  try {
    return (await pool.query({ name: nameOf('log_events'), text: LOG_EVENTS, values: [events] })).rowCount === rows
  } catch (error) {
    if (isThereAlready(error)) return false
    throw error
  }
}

/** Something of the batch was logged before: stored and not acknowledged, or told of twice by an engine elsewhere, which may have been in other rows. What is missing is logged. */
async function logRest(db: Database, { stored }: Commit, isHeld: (writer: RunWriter) => boolean): Promise<void> {
  const held = stored.filter(({ writer }) => isHeld(writer))
  const { rows } = await db.pool.query<{ run_id: string; last: number }>(LAST_OF_LOGS, [[...new Set(held.map(({ writer }) => writer.runId))]])
  const lasts = new Map(rows.map(({ run_id, last }) => [run_id, last]))
  // large values are named by now
  const rest = logRows(held.filter(({ writer, event }) => event.seq > (lasts.get(writer.runId) ?? 0)).map(({ writer, event }) => ({ writer, events: [event] })), new Map()).rows
  if (rest.length > 0 && !(await areAllLogged(db, { rows: rest.length, events: jsonOf(rest) }))) throw new Error(AT_ONCE)
}

function jsonOf(rows: readonly LogRow[]): string {
  return `[${rows.map(({ text }) => text).join()}]`
}

/** Two have logged the same at once. */
function isThereAlready(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505' && 'constraint' in error && error.constraint === 'run_log_pkey'
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
