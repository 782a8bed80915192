// @module-tag once
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ManualClock } from '@eddy/engine/testing'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Step } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { claimTask } from '../src/task/claim-task.ts'
import { readTaskId } from '../src/task/task-id.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

const HOUR = 3_600_000
const evaluator = createEvaluator()
/** Milliseconds that runs stay in memory here. */
const STAY_MS = 200
const clock = new ManualClock()
let db: Database
let host: RunHost
const open = () => {
  const made: RunHost = new RunHost({ db, evaluator, clock, executor: createExecutor({ outsideWorkers: true, sendSignal: (signal) => made.signals.send(signal) }), lookMs: 100, stay: { restMs: STAY_MS, drowsyMs: STAY_MS } })
  return made
}

beforeAll(async () => {
  db = await openOwn()
  host = open()
  await host.recover()
}, 240_000)
afterAll(async () => {
  await host.close()
  await db.close()
})

let made = 0
const start = async (...steps: readonly Step[]) => host.start({ workflowId: (await createWorkflow(db, { eddy: 1, name: `sleeps_${++made}`, steps: [...steps] })).id, input: {} })
const timer: Step = { name: 'pause', kind: 'wait.timer', config: { duration: 'PT1H' } }
const signal = (name: string, config: object = {}): Step => ({ name: 'wait', kind: 'wait.signal', config: { name, ...config } })
const asleep = (count: number) => expect.poll(() => [host.asleep, host.held], { timeout: 60_000, interval: 10 }).toEqual([count, 0])
const status = async (runId: string) => (await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).status
const succeeded = (runId: string) => expect.poll(() => status(runId), { timeout: 60_000, interval: 10 }).toBe('succeeded')
const types = async (runId: string) => (await host.store.readLog(runId)).map(({ type, step }) => `${type} ${step ?? ''}`.trim())
/** What has ended stays in memory for a while, which is not what these tests are about. */
const forgotten = () => expect.poll(() => host.held, { timeout: 60_000, interval: 10 }).toBe(0)

describe('runs that only wait', () => {
  it('leave memory, are back before they are due, and go on as if they had stayed', async () => {
    const runId = await start({ name: 'before', kind: 'debug' }, { ...timer, waitFor: ['before'] }, { name: 'after', kind: 'debug', waitFor: ['pause'] })
    await asleep(1)
    const log = await types(runId)
    clock.advance(HOUR - 2000)
    await expect.poll(() => host.held, { timeout: 60_000 }).toBe(1)
    expect(await types(runId)).toEqual(log)
    clock.advance(2000)
    await succeeded(runId)
    expect(await types(runId)).toEqual([...log, 'timer.fired pause', 'step.succeeded pause', 'step.ready after', 'step.started after', 'step.succeeded after', 'run.succeeded'])
    await forgotten()
  }, 120_000)

  it('get their signals, each one waiter, also after another server has taken them up', async () => {
    const first = await start(signal('paid', { correlation: '"one"' }))
    const second = await start(signal('paid', { correlation: '"two"', timeout: 'PT2H' }))
    await asleep(2)
    await host.close()
    await db.prisma.run.updateMany({ where: { status: 'running' }, data: { ownerId: null } })
    host = open()
    expect(await host.recover()).toBe(2)
    // they are never kept in memory
    expect([host.asleep, host.held]).toEqual([2, 0])
    const correlation = async (runId: string) => (await host.store.readLog(runId)).flatMap((event) => (event.type === 'signal.awaited' ? [event.data.correlation] : []))[0]
    const sent = await host.signals.send({ name: 'paid', ...await correlation(second).then((one) => (one === undefined ? {} : { correlation: one })), payload: 7, from: 'test', key: 'k1' })
    expect(sent).toEqual({ delivered: 1 })
    await succeeded(second)
    expect(await status(first)).toBe('running')
    expect(host.asleep).toBe(1)
    expect((await types(second)).filter((type) => type.startsWith('signal.received'))).toHaveLength(1)
    expect(await host.signal(first, { name: 'paid', ...await correlation(first).then((one) => (one === undefined ? {} : { correlation: one })), payload: 8 })).toBe(true)
    await succeeded(first)
    await forgotten()
  }, 120_000)

  it('get a signal that comes while they are being brought back', async () => {
    const runId = await start(signal('late_word', { timeout: 'PT1H' }))
    await asleep(1)
    let read = () => {}
    const reading = new Promise<void>((done) => (read = done))
    const readLogs = host.store.readLogs.bind(host.store)
    const held = vi.spyOn(host.store, 'readLogs').mockImplementation(async (runIds) => reading.then(() => readLogs(runIds)))
    clock.advance(HOUR - 2000)
    await expect.poll(() => held.mock.calls.length, { timeout: 60_000 }).toBe(1)
    const sent = host.signals.send({ name: 'late_word', payload: 5, from: 'test', key: 'late_word' })
    // it has looked for somebody by the time that the log is read
    await new Promise((done) => setTimeout(done, 500))
    read()
    expect(await sent).toEqual({ delivered: 1 })
    held.mockRestore()
    await succeeded(runId)
    expect((await types(runId)).filter((type) => type.startsWith('signal.received'))).toHaveLength(1)
    await forgotten()
  }, 120_000)

  it('do what they are told, and are not taken for runs that stand still', async () => {
    const runId = await start(timer)
    await asleep(1)
    for (let look = 0; look < 3; look++) await host.selfCheck()
    expect([host.asleep, host.held]).toEqual([1, 0])
    expect((await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).stuckAt).toBeNull()
    await host.cancel(runId, true)
    await expect.poll(() => status(runId), { timeout: 60_000 }).toBe('cancelled')
    await forgotten()
  }, 120_000)

  it('whose work is with workers outside leave memory too, and claim, heartbeat, lease and completion find them', async () => {
    const print = (lease: string): Step => ({ name: 'print', kind: 'agent.task', config: { queue: 'sleepy', lease } })
    const runId = await start(print('PT1H'))
    const claim = async (worker: string) => {
      const task = await claimTask({ db, runs: host }, { queues: ['sleepy'], worker, waitMs: 10_000 }, new AbortController().signal)
      if (!task) throw new Error(`${worker} found no task`)
      return { ...task, number: readTaskId(task.taskId).task }
    }
    await asleep(1)
    const lost = await claim('ada')
    expect(lost).toMatchObject({ runId, fence: 1 })
    await asleep(1)
    expect(await host.task(runId, { say: 'heartbeat', task: lost.number, fence: 1 })).toMatchObject({ wanted: true })
    await asleep(1)
    // nobody is heard of within the lease
    clock.advance(HOUR - 2000)
    await expect.poll(() => host.held, { timeout: 60_000 }).toBe(1)
    clock.advance(2000)
    const { number: task } = await claim('bob')
    await host.task(runId, { say: 'complete', task, fence: 2, outcome: { kind: 'ok', value: 'printed' } })
    await succeeded(runId)
    expect((await types(runId)).filter((type) => type.startsWith('task.'))).toEqual(['task.offered print', 'task.claimed print', 'task.heartbeat print', 'task.released print', 'task.claimed print', 'task.completed print'])
    await forgotten()
  }, 120_000)

  it('with an offer that nobody could find stay until it is written down', async () => {
    const runId = await start({ name: 'print', kind: 'agent.task', config: { queue: 'lost' } })
    await asleep(1)
    await host.close()
    await db.prisma.task.deleteMany({ where: { runId } })
    await db.prisma.run.updateMany({ where: { status: 'running' }, data: { ownerId: null } })
    host = open()
    await host.recover()
    await asleep(1)
    expect(await db.prisma.task.count({ where: { runId } })).toBe(1)
    await host.cancel(runId, false)
    await expect.poll(() => status(runId), { timeout: 60_000 }).toBe('cancelled')
    await forgotten()
  }, 120_000)

  it('stay while somebody here waits for their end', async () => {
    const runId = await start(timer)
    const end = host.settled(runId)
    await new Promise((done) => setTimeout(done, 10 * STAY_MS))
    expect([host.asleep, host.held]).toEqual([0, 1])
    clock.advance(HOUR)
    expect((await end).status).toBe('succeeded')
    await forgotten()
  }, 120_000)

  it('are given away with the others when the server stops', async () => {
    const runId = await start(timer)
    await asleep(1)
    await host.drain(1000)
    expect((await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).ownerId).toBeNull()
  }, 120_000)
})
