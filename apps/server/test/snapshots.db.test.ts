// @module-tag once
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { StepExecutor } from '@eddy/engine'
import { createEvaluator } from '@eddy/steps/run'
import type { Step } from '@eddy/workflow'
import { openDatabase, type Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { SnapshotFate } from '../src/run/run-snapshots.ts'
import { prune } from '../src/storage/prune.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openInMemory } from './open-own.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

/** Events. */
const EVERY = 50
const ELEMENTS = 150
/** The element that does not end until it is let go. */
const HELD = 120

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: snapshots of runs there are not tested.')
let postgres: Postgres
beforeAll(async () => {
  if (programs !== undefined) postgres = await startPostgres(programs)
}, 240_000)
afterAll(() => postgres?.close())

const embedded = async () => openInMemory()
const server = async () => openDatabase({ url: await postgres.database() })
const DATABASES: readonly (readonly [name: string, open: () => Promise<Database>])[] = [['embedded', embedded], ...(programs === undefined ? [] : ([['PostgreSQL', server]] as const))]

const steps: readonly Step[] = [
  { name: 'each', kind: 'map', config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: Array.from({ length: ELEMENTS }, (_, index) => index) } }], steps: [{ name: 'call', kind: 'http.request', config: { url: 'http://127.0.0.1/', method: 'POST' }, onInterrupt: 'retry', arguments: [{ name: 'n', from: { element: 'each' } }] }] },
  { name: 'after', kind: 'debug', arguments: [{ name: 'all', from: { result: 'each' } }] },
]

describe.each(DATABASES)('snapshots of long runs on the %s database', (_, open) => {
  let db: Database
  let host: RunHost
  const fates: SnapshotFate[] = []
  /** How often each step was carried out. */
  const calls = new Map<string, number>()
  let letGo = () => {}
  let held = Promise.resolve()
  /** What the value of each step is filled up to, in characters. */
  let width = 0
  const executor: StepExecutor = {
    async execute({ path, arguments: args }) {
      calls.set(path, (calls.get(path) ?? 0) + 1)
      if (args['n'] === HELD) await held
      return { kind: 'ok', value: width === 0 ? (args['n'] ?? null) : 'x'.repeat(width) }
    },
  }
  const start = () => new RunHost({ db, executor, evaluator: createEvaluator(), snapshots: { every: EVERY, onFate: (fate) => fates.push(fate) } })
  beforeAll(async () => {
    db = await open()
    host = start()
    await host.recover()
  }, 240_000)
  afterAll(async () => {
    await host.close()
    await db.close()
  })

  let made = 0
  /** A run that stands in the middle of its map, far behind its newest snapshot but one. */
  async function heldRun(): Promise<string> {
    calls.clear()
    fates.length = 0
    held = new Promise((resolve) => (letGo = resolve))
    const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: `long_${++made}`, steps: [...steps] })
    const runId = await host.start({ workflowId, input: {} })
    await expect.poll(() => calls.get(`each[${HELD}].call`), { timeout: 60_000, interval: 10 }).toBe(1)
    await host.store.drain()
    return runId
  }
  /** Dies, and is there again; answers with the numbers of the events that were read of logs meanwhile. */
  async function dieAndComeBack(): Promise<readonly number[]> {
    await host.close()
    await db.prisma.run.updateMany({ where: { status: 'running' }, data: { ownerId: null } })
    fates.length = 0
    const query = vi.spyOn(db.pool, 'query')
    host = start()
    const done = await host.recover()
    const answers = await Promise.all(query.mock.results.map(({ value }) => value as Promise<{ readonly rows?: readonly { readonly events?: unknown }[] }>))
    query.mockRestore()
    expect(done).toBe(1)
    return answers.flatMap(({ rows = [] }) => rows.flatMap(({ events }) => (typeof events === 'string' ? (JSON.parse(`[${events}]`) as { seq: number }[]).map(({ seq }) => seq) : [])))
  }
  async function endsWell(runId: string): Promise<void> {
    letGo()
    await expect.poll(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).status, { timeout: 60_000, interval: 10 }).toBe('succeeded')
    const events = await host.store.readLog(runId)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((__, index) => index + 1))
    expect(events.find(({ type, step }) => type === 'step.succeeded' && step === 'each')?.data).toEqual({ value: Array.from({ length: ELEMENTS }, (__, index) => index) })
    // what was in flight when the server died is carried out again; nothing else is
    expect(Array.from(calls).filter(([, count]) => count !== 1)).toEqual([[`each[${HELD}].call`, 2]])
    expect(calls.size).toBe(ELEMENTS + 1)
  }
  const snapshotOf = (runId: string) => db.prisma.runSnapshot.findUnique({ where: { runId } })

  it('H12 a run is taken up from its newest snapshot, and nothing that was finished is done again', async () => {
    const runId = await heldRun()
    const { seq } = (await snapshotOf(runId)) ?? { seq: 0 }
    const length = await host.store.lastSeq(runId)
    expect(length - seq).toBeLessThan(3 * EVERY)
    const read = await dieAndComeBack()
    expect(read.filter((each) => each <= seq - 10)).toEqual([])
    expect(fates[0]).toBe('used')
    await endsWell(runId)
    await host.store.drain()
    // it is over
    expect(await snapshotOf(runId)).toBeNull()
  }, 120_000)

  it.each<readonly [what: string, broken: (text: string) => { readonly state?: string; readonly version?: string; readonly seq?: number }]>([
    ['is no JSON', (text) => ({ state: text.slice(0, -5) })],
    ['is of another document', (text) => ({ state: JSON.stringify({ ...JSON.parse(text), plan: 'other' }) })],
    ['is of another version of the engine', (text) => ({ state: JSON.stringify({ ...JSON.parse(text), version: 0 }) })],
    ['ends behind an event that the rest of the log does not follow', (text) => ({ state: JSON.stringify({ ...JSON.parse(text), seq: JSON.parse(text).seq - 20 }) })],
    ['lacks a scope', (text) => ({ state: text.replace(/"scopes":\[\{.*?\}\],"kept"/, '"scopes":[],"kept"') })],
    ['says that it ends where the log does not reach', () => ({ seq: 1_000_000 })],
    ['is of another Eddy', () => ({ version: 'another' })],
  ])('H12 a snapshot that %s is thrown away, and the run goes on all the same', async (__, broken) => {
    const runId = await heldRun()
    const { state, seq } = (await snapshotOf(runId)) ?? { state: '', seq: 0 }
    expect(seq).toBeGreaterThan(EVERY)
    const data = broken(state)
    expect(data.state).not.toBe(state)
    await db.prisma.runSnapshot.update({ where: { runId }, data })
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const read = await dieAndComeBack()
    warned.mockRestore()
    expect(read).toContain(1)
    expect(fates.filter((fate) => fate !== 'written')).toEqual(data.state === undefined ? [] : ['refused'])
    await endsWell(runId)
  }, 120_000)

  it('H12 a long one is stored in parts, of which nothing stays', async () => {
    width = 40_000
    const runId = await heldRun()
    const parts = () => db.prisma.runSnapshotPart.findMany({ where: { runId }, omit: { state: true } })
    const { seq } = (await snapshotOf(runId)) ?? { seq: 0 }
    const found = await parts()
    expect(found.length).toBeGreaterThan(1)
    expect(found).toEqual(found.map((_part, part) => ({ runId, seq, part })))
    const read = await dieAndComeBack()
    expect(read.filter((each) => each <= seq - 10)).toEqual([])
    expect(fates[0]).toBe('used')
    letGo()
    await host.settled(runId)
    await host.store.drain()
    expect(await parts()).toEqual([])
    width = 0
  }, 120_000)

  it('H12 of one that lacks a part nothing is used', async () => {
    width = 40_000
    const runId = await heldRun()
    await db.prisma.runSnapshotPart.deleteMany({ where: { runId, part: 0 } })
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    expect(await dieAndComeBack()).toContain(1)
    warned.mockRestore()
    expect(fates.filter((fate) => fate !== 'written')).toEqual(['refused'])
    letGo()
    await host.settled(runId)
    width = 0
  }, 120_000)

  it('H12 is written by the owner of the run alone, and not after its end', async () => {
    const runId = await heldRun()
    const before = await snapshotOf(runId)
    await db.pool.query('UPDATE run SET fence = fence + 1 WHERE id = $1', [runId])
    const state = host.stateOf(runId)
    const writer = host.store.journal(runId, 0)
    writer.state = () => state
    host.store.snapshots.keep({ writer, seq: 7, parts: ['{}'] })
    await host.store.drain()
    expect(await snapshotOf(runId)).toEqual(before)
    await dieAndComeBack()
    await endsWell(runId)
    const { fence } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })
    host.store.snapshots.keep({ writer: host.store.journal(runId, fence), seq: 7, parts: ['{}'] })
    await host.store.drain()
    expect(await snapshotOf(runId)).toBeNull()
  }, 120_000)

  it('what a server that died has left of a run that is over goes with the next clean-up, and with the run', async () => {
    const runId = await heldRun()
    letGo()
    await host.settled(runId)
    await host.store.drain()
    const leave = () => db.pool.query("INSERT INTO run_snapshot (run_id, seq, version, state) VALUES ($1, 1, 'v', '{}')", [runId])
    await leave()
    await prune(db, { retention: { days: null, failedDays: null } })
    expect(await snapshotOf(runId)).toBeNull()
    await leave()
    await db.prisma.run.delete({ where: { id: runId } })
    expect(await snapshotOf(runId)).toBeNull()
  }, 120_000)

  it('a short run asks nothing of them', async () => {
    const query = vi.spyOn(db.pool, 'query')
    const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: `short_${++made}`, steps: [{ name: 'one', kind: 'debug' }] })
    await host.settled(await host.start({ workflowId, input: {} }))
    await host.store.drain()
    const asked = query.mock.calls.map(([text]) => JSON.stringify(text))
    query.mockRestore()
    expect(asked.filter((text) => text.includes('run_log')).length).toBeGreaterThan(0)
    expect(asked.filter((text) => text.includes('run_snapshot'))).toEqual([])
  }, 120_000)
})
