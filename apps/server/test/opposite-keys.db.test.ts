import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { openDatabase, type Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { saveTrigger } from '../src/trigger/save-trigger.ts'
import { TriggerSettings } from '../src/trigger/trigger-config.ts'
import type { TriggerRecord } from '../src/trigger/trigger-record.ts'
import { TriggerHost } from '../src/trigger/trigger-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openInMemory } from './open-own.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const KEYS = 100
const ROUNDS = 20
const programs = postgresPrograms()
let postgres: Postgres | undefined
let db: Database
let runs: RunHost
let host: TriggerHost

beforeAll(async () => {
  postgres = programs === undefined ? undefined : await startPostgres(programs)
  db = postgres ? await openDatabase({ url: await postgres.database() }) : await openInMemory()
  runs = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
  host = new TriggerHost({ db, runs, evaluator: createEvaluator() })
}, 240_000)
afterAll(async () => {
  await host.close()
  await runs.close()
  await db.close()
  await postgres?.close()
})

async function webhook(name: string): Promise<TriggerRecord> {
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name, inputs: [{ name: 'order' }], steps: [{ name: 'one', kind: 'debug' }] })
  await saveTrigger(db, { workflowId, enabled: true, settings: TriggerSettings.parse({ name, config: { kind: 'webhook', path: name }, runs: { draft: true } }) }, new Date())
  const trigger = (await host.webhooks.look(`POST /${name}`))?.trigger
  if (!trigger) throw new Error('no trigger')
  return trigger
}

it('the same keys written twice at the same time, in opposite orders and of two triggers, wait for each other in one order: each is one run, and none is taken back', async () => {
  const triggers = [await webhook('a'), await webhook('b')]
  const failures = failuresOf(db)
  for (let round = 0; round < ROUNDS; round++) {
    const firings = triggers.flatMap((trigger) => Array.from({ length: KEYS }, (_, key) => ({ trigger, firing: { key: `${round} ${key}`, event: { body: { order: key } } } })))
    const one = Promise.all(firings.map((firing) => host.intake.take(firing)))
    // the first lot is under way
    await new Promise((done) => setTimeout(done, 2))
    const other = Promise.all([...firings].reverse().map((firing) => host.intake.take(firing)))
    const taken = [...(await one), ...(await other)]
    expect(taken.filter((each) => each !== undefined && each !== 'changed' && each.state === 'started')).toHaveLength(firings.length)
  }
  await runs.store.drain()
  expect(await db.prisma.run.count()).toBe(2 * KEYS * ROUNDS)
  expect(await db.prisma.triggerFiring.count()).toBe(2 * KEYS * ROUNDS)
  expect(await failures()).toEqual([])
}, 120_000)

it('runs asked for by the same keys of two servers at the same time, in opposite orders, wait for each other in one order', async () => {
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'started', steps: [{ name: 'one', kind: 'debug' }] })
  const other = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
  const before = await db.prisma.run.count()
  const failures = failuresOf(db)
  for (let round = 0; round < ROUNDS; round++) {
    const keys = Array.from({ length: KEYS }, (_, key) => `${round} ${key}`)
    const start = (by: RunHost, all: readonly string[]) => Promise.all(all.map((idempotencyKey) => by.start({ workflowId, input: {}, idempotencyKey })))
    const [one, two] = await Promise.all([start(runs, keys), start(other, keys.toReversed())])
    expect(two.toReversed()).toEqual(one)
  }
  await runs.store.drain()
  await other.close()
  expect(await db.prisma.run.count()).toBe(before + KEYS * ROUNDS)
  expect(await failures()).toEqual([])
}, 120_000)

/** Of the statements from now on those that failed. */
function failuresOf({ pool }: Database): () => Promise<readonly unknown[]> {
  const query = vi.spyOn(pool, 'query')
  return async () => {
    const { results } = query.mock
    query.mockRestore()
    const failed = await Promise.all(results.map(({ value }) => Promise.resolve(value).then(() => undefined, (error: unknown) => error)))
    return failed.filter((error) => error !== undefined)
  }
}
