import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Middleware } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { runFilter, whereRuns } from '../src/run/run-filter.ts'
import { stuckMetric } from '../src/run/stuck-metric.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
/** Runs of these workflows are not let begin. */
const hanging = new Set<string>()
const hangs: Middleware = { name: 'hangs', init: ({ plan }) => (hanging.has(plan.name) ? new Promise<undefined>(() => undefined) : undefined) }

beforeAll(async () => {
  db = await openOwn()
  runs = server()
  await runs.recover()
}, 240_000)
const hosts: RunHost[] = []
afterAll(async () => {
  for (const host of hosts) await host.close()
  await db.close()
})

// looked at when the test says so
const server = () => {
  const host = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator(), middleware: [hangs], lookMs: 3_600_000 })
  hosts.push(host)
  return host
}
let made = 0
const start = async (steps: readonly object[], more: object = {}) => {
  const { id } = await createWorkflow(db, { eddy: 1, name: `still_${++made}`, steps, ...more } as never)
  return { name: `still_${made}`, start: () => runs.start({ workflowId: id, input: {} }) }
}
const row = (id: string) => db.prisma.run.findUniqueOrThrow({ where: { id } })
const status = async (id: string) => (await row(id)).status
const found = async () => (await db.prisma.run.findMany({ where: whereRuns(runFilter.parse({ stuck: true })), select: { id: true } })).map(({ id }) => id)
const looks = async (times = 3) => {
  for (let n = 0; n < times; n++) await runs.selfCheck()
}
/** The same run once more under another id, as if it had been taken and the answer had been lost. */
const copied = async (id: string, copy: string) => {
  await db.pool.query(`INSERT INTO run (id, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, last_seq, owner_id, fence) SELECT $2, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, last_seq, owner_id, 1 FROM run WHERE id = $1`, [id, copy])
  await db.pool.query('INSERT INTO run_log SELECT $2, seq, last, events FROM run_log WHERE run_id = $1', [id, copy])
  return copy
}
/** A run that waits for a signal, as far as the database knows. */
const begunWaiting = async (name: string) => {
  const id = await (await start([{ name: 'a', kind: 'wait.signal', config: { name } }])).start()
  await expect.poll(async () => (await row(id)).lastSeq).toBeGreaterThanOrEqual(2)
  return id
}
const code = (name: string, more: object = {}) => ({ name, kind: 'code', config: { source: 'return 1' }, ...more })

it('does not take for stuck what waits for something', async () => {
  const waiting = [
    [{ name: 'a', kind: 'wait.timer', config: { duration: 'PT1H' } }],
    [{ name: 'a', kind: 'wait.signal', config: { name: 'never' } }],
    [{ name: 'a', kind: 'approval', config: { title: 'Sure?' } }],
    [code('a'), { name: 'b', kind: 'code', waitFor: ['a'], config: { source: 'throw new Error("no")' }, retry: { max: 3, backoff: { initial: 'PT1H' } } }],
    [code('a', { config: { source: 'return eddy.halt(1)' } })],
  ]
  const ids: string[] = []
  for (const steps of waiting) ids.push(await (await start(steps)).start())
  // of one concurrency key one runs, and the other waits for it
  const keyed = await start([{ name: 'a', kind: 'wait.timer', config: { duration: 'PT1H' } }], { options: { concurrency: { key: '"one"', limit: 1 } } })
  ids.push(await keyed.start(), await keyed.start())
  await expect.poll(() => db.prisma.runEvent.count({ where: { runId: { in: ids }, type: { in: ['timer.set', 'signal.awaited', 'run.halted'] } } })).toBeGreaterThanOrEqual(5)
  await looks()
  expect(await found()).toEqual([])
  expect(await stuckMetric(db)).toContain('eddy_runs_stuck 0\n')
})

it('finds one that is queued though nothing limits it; taken up it begins', async () => {
  const workflow = await start([code('a')])
  hanging.add(workflow.name)
  const id = await workflow.start()
  await runs.selfCheck()
  expect(await found()).toEqual([])
  await runs.selfCheck()
  expect(await found()).toEqual([id])
  expect((await row(id)).stuckReason).toBe('It is queued, and nothing limits it.')
  expect(await stuckMetric(db)).toContain('eddy_runs_stuck 1\n')
  hanging.clear()
  await runs.takeUp(id)
  await expect.poll(() => status(id)).toBe('succeeded')
  expect(await found()).toEqual([])
  await expect(runs.takeUp(id)).rejects.toThrow('does not stand still')
})

it('takes one that goes on for stuck no longer, and writes of its row only what lists show', async () => {
  const wait = (name: string, waitFor: readonly string[] = []) => ({ name, kind: 'wait.signal', waitFor, config: { name } })
  const id = await (await start([wait('one'), wait('two', ['one']), wait('three', ['two'])])).start()
  const logged = async (types: number) => expect.poll(() => db.prisma.runEvent.count({ where: { runId: id, type: 'signal.awaited' } })).toBe(types)
  await logged(1)
  const begun = await row(id)
  await runs.signal(id, { name: 'one', payload: null })
  await logged(2)
  expect(await row(id)).toEqual(begun)
  expect(await runs.store.lastSeq(id)).toBeGreaterThan(begun.lastSeq)
  await db.prisma.run.update({ where: { id }, data: { stuckAt: new Date(), stuckReason: 'nothing drives it' } })
  await runs.signal(id, { name: 'two', payload: null })
  await expect.poll(() => row(id)).toEqual(begun)
  await runs.signal(id, { name: 'three', payload: null })
  await expect.poll(() => status(id)).toBe('succeeded')
  expect((await row(id)).lastSeq).toBe(await runs.store.lastSeq(id))
})

it('takes up one that is in nobody’s memory', async () => {
  const id = await begunWaiting('go')
  const copy = await copied(id, `${id}x`)
  await looks()
  await runs.signal(copy, { name: 'go', payload: null })
  await expect.poll(() => status(copy)).toBe('succeeded')
  await runs.signal(id, { name: 'go', payload: null })
  await expect.poll(() => status(id)).toBe('succeeded')
})

it('takes up one that is in nobody’s memory though as many are there as the database has', async () => {
  const id = await begunWaiting('by chance')
  const copy = await copied(id, `${id}y`)
  // one that the database does not count makes up for it
  await db.pool.query("UPDATE run SET status = 'succeeded' WHERE id = $1", [id])
  for (let look = 0; look < 18; look++) await runs.selfCheck()
  expect(runs.stateOf(copy)?.status).toBe('running')
  await runs.signal(copy, { name: 'by chance', payload: null })
  await runs.signal(id, { name: 'by chance', payload: null })
  await expect.poll(() => status(copy)).toBe('succeeded')
})

it('tries again to take up one while whose log was read the database went away', async () => {
  const id = await begunWaiting('back')
  const copy = await copied(id, `${id}z`)
  const reads = vi.spyOn(runs.store, 'readLogs').mockRejectedValue(new Error('terminating connection'))
  await looks(2)
  expect((await row(copy)).stuckReason).toBe('It could not be taken up, and is tried again: terminating connection')
  await looks(2)
  expect(reads.mock.calls.length).toBeGreaterThan(1)
  reads.mockRestore()
  await looks(1)
  expect([runs.stateOf(copy)?.status, (await row(copy)).stuckReason]).toEqual(['running', null])
  for (const each of [copy, id]) await runs.signal(each, { name: 'back', payload: null })
  await expect.poll(() => status(copy)).toBe('succeeded')
})

it('says of one whose log does not fit that it stands still, and goes on once it can', async () => {
  const id = await begunWaiting('go')
  await runs.close()
  const { definitionHash } = await row(id)
  const { content } = await db.prisma.definition.findUniqueOrThrow({ where: { hash: definitionHash } })
  await db.prisma.definition.update({ where: { hash: definitionHash }, data: { content: { document: { eddy: 1, name: 'other', steps: [] }, composed: {} } } })
  await db.prisma.run.updateMany({ where: { id: { not: id } }, data: { status: 'cancelled' } })
  await db.prisma.run.updateMany({ data: { ownerId: null } })
  runs = server()
  await runs.recover()
  await expect.poll(found).toEqual([id])
  expect((await row(id)).stuckReason).toMatch(/^It could not be taken up: /)
  await expect(runs.takeUp(id)).rejects.toThrow('does not fit')
  await db.prisma.definition.update({ where: { hash: definitionHash }, data: { content: content as object } })
  await runs.takeUp(id)
  await runs.signal(id, { name: 'go', payload: null })
  await expect.poll(() => status(id)).toBe('succeeded')
  expect(await found()).toEqual([])
})
