import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { openDatabase, type Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openInMemory } from './open-own.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const AT_ONCE = 20
const programs = postgresPrograms()
const stores: Database[] = []
let postgres: Postgres | undefined

beforeAll(async () => {
  if (programs === undefined) return void stores.push(await openInMemory())
  postgres = await startPostgres(programs)
  const url = await postgres.database()
  // two servers, each with connections of its own
  stores.push(await openDatabase({ url }), await openDatabase({ url }))
}, 240_000)
const hosts: RunHost[] = []
afterAll(async () => {
  for (const host of hosts) await host.close()
  for (const store of stores) await store.close()
  await postgres?.close()
})

it(`${AT_ONCE} starts at once with one key are one run, and none of them fails`, async () => {
  for (const db of stores) hosts.push(new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() }))
  const [db] = stores
  const [host] = hosts
  if (!db || !host) throw new Error('there is no server')
  const { id } = await createWorkflow(db, { eddy: 1, name: 'once', inputs: [{ name: 'who' }], steps: [{ name: 'a', kind: 'code', config: { source: 'return 1' } }] })
  const start = (at: number, who: string) => (hosts[at % hosts.length] ?? host).start({ workflowId: id, input: { who }, idempotencyKey: 'order-7' })
  const ids = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => start(at, 'Ada')))
  expect(new Set(ids).size).toBe(1)
  expect(await db.prisma.run.count()).toBe(1)
  expect(await start(0, 'Ada')).toBe(ids[0])
  // the key is for this request
  const others = await Promise.allSettled(Array.from({ length: 4 }, (_, at) => start(at, 'Bob')))
  for (const other of others) expect(other).toMatchObject({ status: 'rejected', reason: { code: 'KEY_USED', message: expect.stringContaining(ids[0] ?? '?'), details: { runId: ids[0] } } })
  // with other settings it would be another run
  const tried = host.start({ workflowId: id, input: { who: 'Ada' }, idempotencyKey: 'order-7', override: { name: 'two', fields: [{ step: 'a', field: 'config', now: { source: 'return 2' } }] } })
  await expect(tried).rejects.toMatchObject({ code: 'KEY_USED' })
  // of two different ones at once one is refused, not both run
  const both = await Promise.allSettled(['Ada', 'Bob'].map((who, at) => (hosts[at % hosts.length] ?? host).start({ workflowId: id, input: { who }, idempotencyKey: 'order-8' })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.prisma.run.count()).toBe(2)
})
