import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunHost } from '../src/run/run-host.ts'
import { claimTask } from '../src/task/claim-task.ts'
import type { ClaimedTask } from '../src/task/task-record.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { serveAgain } from './serve-here.ts'

const host = await serveAgain((database) => ({ runs: new RunHost({ db: database, executor: createExecutor({ outsideWorkers: true }), evaluator: createEvaluator() }) }))
const { db, restart } = host
let names = 0

const post = async (path: string, body: object, signal?: AbortSignal) => {
  const response = await fetch(`${host.url}/api/v1/tasks${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...(signal ? { signal } : {}) })
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as { readonly [key: string]: unknown } }
}
const claim = async (queue: string, { worker = 'ada', waitSeconds = 10 } = {}) => ((await post('/claim', { queues: [queue], worker, waitSeconds })).body as { readonly task: ClaimedTask | null }).task
const held = async (queue: string, worker?: string) => {
  const task = await claim(queue, worker === undefined ? {} : { worker })
  if (!task) throw new Error(`no task came on ${queue}`)
  return task
}
const complete = ({ taskId, fence }: ClaimedTask, value: unknown = 'done') => post(`/${taskId}/complete`, { fence, value })
const queued = (queue: string, config: object = {}, more: Partial<Step> = {}): Step => ({ name: 'work', kind: 'agent.task', config: { queue, ...config } as NonNullable<Step['config']>, arguments: [{ name: 'page', from: { value: 1 } }], ...more })
const start = async (steps: readonly Step[], more: Partial<WorkflowDocument> = {}) => {
  const { id } = await createWorkflow(db, { eddy: 1, name: `tasks_${++names}`, steps, ...more })
  return host.runs.start({ workflowId: id, input: {} })
}
const ends = async (runId: string) => host.runs.settled(runId)
const eventsOf = async (runId: string) => (await db.prisma.runEvent.findMany({ where: { runId }, orderBy: { seq: 'asc' } })).map(({ type }) => type)

describe('work that outside workers claim', () => {
  it('is offered, claimed, kept by heartbeats and completed, over the HTTP API', async () => {
    const runId = await start([queued('print', { lease: 'PT5S' })])
    const task = await held('print')
    expect(task).toMatchObject({ runId, step: 'work', attempt: 1, purpose: 'run', queue: 'print', payload: { page: 1 }, idempotencyKey: `${runId}/work/1`, worker: 'ada', fence: 1, leaseMs: 5000, wanted: true })
    const { body } = await post(`/${task.taskId}/heartbeat`, { fence: 1, progress: { page: 1 } })
    expect(body).toMatchObject({ wanted: true })
    expect(Date.parse(String(body['leaseUntil']))).toBeGreaterThan(Date.parse(task.leaseUntil))
    await host.runs.tasks.settled()
    const list = (await (await fetch(`${host.url}/api/v1/tasks?queue=print`)).json()) as { items: object[] }
    expect(list.items).toMatchObject([{ taskId: task.taskId, status: 'claimed', worker: 'ada', progress: { page: 1 } }])
    expect((await complete(task, { pages: 2 })).body).toEqual({ completed: true })
    expect(await ends(runId)).toMatchObject({ status: 'succeeded', value: { pages: 2 } })
    await host.runs.tasks.settled()
    expect(await db.prisma.task.count({ where: { runId } })).toBe(0)
    expect((await eventsOf(runId)).filter((type) => type.startsWith('task.'))).toEqual(['task.offered', 'task.claimed', 'task.heartbeat', 'task.completed'])
  })

  it('a worker that waits has the task as soon as it is offered, and none comes to one that has gone', async () => {
    const gone = new AbortController()
    const leaves = post('/claim', { queues: ['later'], waitSeconds: 30 }, gone.signal).catch(() => 'gone')
    await new Promise((resolve) => setTimeout(resolve, 200))
    gone.abort()
    expect(await leaves).toBe('gone')
    await new Promise((resolve) => setTimeout(resolve, 200))
    // it is told of the offer: by itself it would not look again
    const waiting = claimTask({ db, runs: host.runs }, { queues: ['later'], worker: 'ada', waitMs: 100_000, lookMs: 100_000 }, new AbortController().signal)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const runId = await start([queued('later')])
    const task = await Promise.race([waiting, sleep(60_000, 'nobody told it')])
    expect(task).toMatchObject({ runId, fence: 1 })
    if (typeof task === 'object' && task) await complete(task)
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
  })

  it('answers that there is none', async () => {
    expect(await claim('nobody asks', { waitSeconds: 0 })).toBeNull()
  })

  it('of many workers that ask at once each task has exactly one', async () => {
    const count = 30
    const runId = await start([{ name: 'each', kind: 'map', arguments: [{ name: 'source', from: { value: Array.from({ length: count }, (_, index) => index) } }], config: { concurrency: 30 }, steps: [queued('race', {}, { arguments: [{ name: 'n', from: { element: 'each' } }] })] }])
    await expect.poll(() => db.prisma.task.count({ where: { runId } })).toBeGreaterThan(0)
    const seen: string[] = []
    const worker = async (name: string) => {
      for (let task = await claim('race', { worker: name, waitSeconds: 1 }); task; task = await claim('race', { worker: name, waitSeconds: 1 })) {
        seen.push(task.step)
        await complete(task, task.payload)
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, index) => worker(`worker ${index}`)))
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
    expect(new Set(seen).size).toBe(count)
    expect(seen).toHaveLength(count)
  })

  it('a lease that runs out is another worker’s, and the first is refused with a sentence', async () => {
    const runId = await start([queued('slow', { lease: 'PT0.3S' })])
    const first = await held('slow')
    const second = await held('slow', 'bob')
    expect(second).toMatchObject({ taskId: first.taskId, fence: 2, idempotencyKey: first.idempotencyKey })
    const refused = await complete(first)
    expect(refused).toMatchObject({ status: 409, body: { code: 'TASK_NOT_HELD', detail: expect.stringMatching(/fence 1 has ended.*"bob" has it now/) } })
    expect(refused.type).toContain('application/problem+json')
    expect((await complete(second)).status).toBe(200)
    expect((await complete(second)).body).toMatchObject({ code: 'TASK_OVER' })
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
    expect((await db.prisma.runEvent.findFirstOrThrow({ where: { runId, type: 'task.released' } })).data).toMatchObject({ reason: 'expired', worker: 'ada', fence: 1 })
  })

  it('a server that is started again keeps the claim and its lease', async () => {
    const runId = await start([queued('restart', { lease: 'PT60S' })])
    const task = await held('restart')
    await restart()
    expect(await claim('restart', { worker: 'bob', waitSeconds: 0 })).toBeNull()
    expect((await post(`/${task.taskId}/heartbeat`, { fence: 1 })).body).toMatchObject({ wanted: true })
    await complete(task)
    expect(await ends(runId)).toMatchObject({ status: 'succeeded', value: 'done' })
    expect(await eventsOf(runId)).not.toContain('step.interrupted')
  })

  it('what was offered before a restart is offered after it, though the table was lost', async () => {
    const runId = await start([queued('lost')])
    await expect.poll(() => db.prisma.task.count({ where: { runId } })).toBe(1)
    await db.prisma.task.deleteMany({ where: { runId } })
    await restart()
    await complete(await held('lost'))
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
  })

  it('what is given back is another’s; a failure is tried again, and then rolled back by a task', async () => {
    const runId = await start([queued('fails', {}, { name: 'first', undo: 'back' }), queued('fails', {}, { name: 'second', waitFor: ['first'], retry: { max: 1, backoff: { initial: 'PT0.01S' } } })], { handlers: [queued('undo', {}, { name: 'back', arguments: [{ name: 'was', from: { origin: 'value' } }] })] })
    await complete(await held('fails'), { id: 7 })
    const task = await held('fails')
    expect((await post(`/${task.taskId}/release`, { fence: task.fence, note: 'no paper' })).body).toEqual({ released: true })
    const again = await held('fails', 'bob')
    expect(again).toMatchObject({ taskId: task.taskId, fence: 2, attempt: 1 })
    expect((await post(`/${again.taskId}/fail`, { fence: 2, message: 'the paper jammed' })).body).toEqual({ failed: true })
    const retried = await held('fails')
    expect(retried).toMatchObject({ attempt: 2, step: 'second', idempotencyKey: task.idempotencyKey })
    await post(`/${retried.taskId}/fail`, { fence: retried.fence, code: 'JAM', message: 'the paper jammed', retryable: false })
    const undo = await held('undo')
    expect(undo).toMatchObject({ purpose: 'undo', step: 'first', payload: { was: { id: 7 } } })
    await complete(undo)
    expect(await ends(runId)).toMatchObject({ status: 'rolled_back', undone: ['first'], error: { code: 'JAM', message: 'the paper jammed' } })
  })

  it('a result that does not fit is refused, and stays with its worker', async () => {
    const runId = await start([queued('fits', { resultSchema: { type: 'object', properties: { pages: { type: 'integer' } }, required: ['pages'] } })])
    const task = await held('fits')
    expect(await complete(task, { pages: 'two' })).toMatchObject({ status: 422, body: { code: 'RESULT_UNFIT', detail: expect.stringContaining('The task is still yours') } })
    await complete(task, { pages: 2 })
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
  })

  it('a cancel withdraws what nobody has claimed, and tells who has', async () => {
    const [unclaimed, claimed] = [await start([queued('withdrawn')]), await start([queued('stopped')], { options: { drain: 'PT30S' } })]
    const task = await held('stopped')
    await expect.poll(() => db.prisma.task.count({ where: { runId: unclaimed } })).toBe(1)
    for (const runId of [unclaimed, claimed]) await host.runs.cancel(runId, true)
    expect(await ends(unclaimed)).toMatchObject({ status: 'cancelled' })
    await host.runs.tasks.settled()
    expect(await claim('withdrawn', { waitSeconds: 0 })).toBeNull()
    expect((await post(`/${task.taskId}/heartbeat`, { fence: 1 })).body).toMatchObject({ wanted: false })
    await post(`/${task.taskId}/release`, { fence: 1 })
    expect(await ends(claimed)).toMatchObject({ status: 'cancelled', residue: [] })
    expect((await post(`/${task.taskId}/heartbeat`, { fence: 1 })).body).toMatchObject({ code: 'TASK_OVER', detail: expect.stringContaining('stop working on it') })
  })

  const goneOn = async (queue: string, lease: string) => {
    const runId = await start([queued(queue, { lease })], { options: { drain: 'PT0.1S' } })
    const task = await held(queue)
    await host.runs.cancel(runId, true)
    expect(await ends(runId)).toMatchObject({ status: 'cancelled' })
    const listed = async () => ((await (await fetch(`${host.url}/api/v1/tasks?runId=${runId}`)).json()) as { readonly items: readonly object[] }).items
    await expect.poll(listed).toMatchObject([{ status: 'claimed', over: true }])
    return { runId, task, listed }
  }

  it('a claim that outlives its run is shown as that until its lease ends, and no longer', async () => {
    const { listed } = await goneOn('outlived', 'PT1S')
    await expect.poll(listed).toEqual([])
  })

  it('a person says in place of a worker what came of a task whose run is over, or lets go of it', async () => {
    const told = await goneOn('told-late', 'PT1M')
    await post(`/${told.task.taskId}/settle`, { by: 'Ada', reason: 'it was printed', outcome: { kind: 'ok', value: 1 } })
    await expect.poll(told.listed).toEqual([])
    expect(await eventsOf(told.runId)).toEqual(expect.arrayContaining(['task.completed']))
    const back = await goneOn('back-late', 'PT1M')
    await post(`/${back.task.taskId}/take-back`, { by: 'Ada', reason: 'the worker is gone' })
    await expect.poll(back.listed).toEqual([])
    expect((await complete(back.task)).body).toMatchObject({ code: 'TASK_OVER', detail: expect.stringContaining('stop working on it') })
  })

  it('the time limit of the step is over: its task is withdrawn', async () => {
    const runId = await start([queued('timed', {}, { timeout: 'PT0.2S' })])
    expect(await ends(runId)).toMatchObject({ status: 'rolled_back', error: { code: 'STEP_TIMEOUT' } })
    await host.runs.tasks.settled()
    expect(await db.prisma.task.count({ where: { runId } })).toBe(0)
  })

  it('a halted run holds its tasks back', async () => {
    const runId = await start([queued('halts')])
    await expect.poll(() => db.prisma.task.count({ where: { runId } })).toBe(1)
    await host.runs.halt(runId)
    expect(await ends(runId)).toMatchObject({ status: 'halted' })
    await host.runs.tasks.settled()
    expect(await claim('halts', { waitSeconds: 0 })).toBeNull()
    await host.runs.resume(runId, {})
    await complete(await held('halts'))
    expect(await ends(runId)).toMatchObject({ status: 'succeeded' })
  })

  it('says so where there is no such task', async () => {
    for (const id of ['nonsense', 'norun-3']) expect(await post(`/${id}/complete`, { fence: 1 })).toMatchObject({ status: 404 })
  })

  it('a host whose runs nobody can claim from fails the step with a sentence', async () => {
    const runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
    const { id } = await createWorkflow(db, { eddy: 1, name: 'alone', steps: [queued('q')] })
    expect(await runs.settled(await runs.start({ workflowId: id, input: {} }))).toMatchObject({ status: 'rolled_back', error: { code: 'NO_WORKERS', message: expect.stringContaining('nobody can claim tasks here') } })
    await runs.close()
  })
})

describe('a server that is told to stop', () => {
  it('sends away workers that wait, who would hold it up', async () => {
    const waiting = claimTask({ db, runs: host.runs }, { queues: ['never'], worker: 'ada', waitMs: 600_000, lookMs: 600_000 }, new AbortController().signal)
    await sleep(100)
    await host.runs.drain(0)
    expect(await waiting).toBeNull()
  })
})
