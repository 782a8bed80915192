import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StepExecutor } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

const LEVELS = 20_000
/** No database takes it, and no JSON is made of it. */
function deep(): Json {
  let value: Json = 1
  for (let level = 0; level < LEVELS; level++) value = [value]
  return value
}

const steps = createExecutor({})
let unfit = true
const executor: StepExecutor = { ...steps, execute: (call) => (call.step.name === 'deep' && unfit ? { kind: 'ok', value: deep() } : steps.execute(call)) }
let db: Database
let runs: RunHost
beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor, evaluator: createEvaluator() })
}, 240_000)
afterAll(async () => {
  await runs.close()
  await db.close()
})

const start = async (name: string) => {
  const { id } = await createWorkflow(db, { eddy: 1, name: `has_${name}`, steps: [{ name, kind: 'debug' }] } as never)
  return runs.start({ workflowId: id, input: {} })
}
const row = (id: string) => db.prisma.run.findUniqueOrThrow({ where: { id } })

it('a run that did what can never be stored stands still and says why, goes on when it is told to, and keeps no other from being stored', async () => {
  const stopped = await start('deep')
  const others = await Promise.all([start('plain'), start('plain_too')])
  for (const other of others) await expect.poll(async () => (await row(other)).status, { timeout: 10_000 }).toBe('succeeded')
  await expect.poll(async () => (await row(stopped)).stuckReason, { timeout: 10_000 }).toMatch(/^What it did cannot be stored: /)
  expect((await row(stopped)).status).toBe('running')
  unfit = false
  await runs.takeUp(stopped)
  await expect.poll(async () => (await row(stopped)).status, { timeout: 10_000 }).toBe('succeeded')
  expect((await row(stopped)).stuckReason).toBeNull()
})
