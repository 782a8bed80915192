import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
}, 240_000)
afterAll(async () => {
  await runs.close()
  await db.close()
})

let made = 0
const MANY = 3000
/** As a server leaves them that was killed before it could give them away. */
const keep = (signals: readonly { readonly name: string; readonly correlation: string | null }[], sentAt: Date) =>
  db.prisma.sentSignal.createMany({ data: signals.map(({ name, correlation }, at) => ({ key: `${name} ${correlation} ${sentAt.getTime()} ${at}`, name, correlation, payload: { at }, sentBy: 'r/s', sentAt: new Date(sentAt.getTime() + at) })) })

async function waiter(name: string, correlation?: string): Promise<string> {
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: `waits_${name}_${++made}`, steps: [{ name: 'wait', kind: 'wait.signal', config: { name, ...(correlation === undefined ? {} : { correlation: JSON.stringify(correlation) }) } }] })
  const runId = await runs.start({ workflowId, input: {} })
  await expect.poll(async () => (await db.prisma.runEvent.count({ where: { runId, type: 'signal.awaited' } }))).toBe(1)
  return runId
}

it.each([
  ['after a take-up, however old they are', new Date(Date.now() - 86_400_000), () => runs.signals.reconcile()],
  ['after word of them was lost, of the last minute', new Date(Date.now() - 10_000), () => runs.signals.sweep(new Date(Date.now() - 60_000))],
])('kept signals are given to those who wait %s, and those that nobody waits for are not read', async (when, sentAt, act) => {
  const name = `paid_${when.length}`
  const [one, two, plain] = [await waiter(name, '7'), await waiter(name, '7'), await waiter(name)]
  await keep(Array.from({ length: MANY }, (_, at) => ({ name, correlation: `nobody ${at}` })), new Date(sentAt.getTime() - MANY))
  await keep([{ name, correlation: '7' }, { name, correlation: null }, { name, correlation: '7' }, { name, correlation: '7' }], sentAt)
  const find = vi.spyOn(db.prisma.sentSignal, 'findMany')
  await act()
  expect(find).not.toHaveBeenCalled()
  find.mockRestore()
  const values = await Promise.all([one, two, plain].map(async (runId) => (await runs.settled(runId)).value))
  expect(values.map((value) => JSON.stringify(value)).toSorted()).toEqual([{ at: 0 }, { at: 1 }, { at: 2 }].map((value) => JSON.stringify(value)))
  expect(values[2]).toEqual({ at: 1 })
  // the last of them found nobody
  expect(await db.prisma.sentSignal.count({ where: { name, correlation: '7', deliveredTo: null } })).toBe(1)
  expect(await db.prisma.sentSignal.count({ where: { name, deliveredTo: null } })).toBe(MANY + 1)
}, 60_000)

it('what many kept signals are looked up by are indexes', async () => {
  await db.pool.query('ANALYZE sent_signal')
  const plan = async (text: string) => JSON.stringify((await db.pool.query(`EXPLAIN ${text}`)).rows)
  expect(await plan("SELECT min(sent_at) FROM sent_signal WHERE delivered_to IS NULL AND name = 'paid_37' AND correlation = '7'")).toContain('sent_signal_kept')
  expect(await plan("SELECT name, correlation FROM sent_signal WHERE delivered_to IS NULL AND sent_at >= now() GROUP BY name, correlation")).toContain('sent_signal_kept_since')
})
