import { afterAll, expect, it } from 'vitest'
import { createEvaluator } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openInMemory } from './open-own.ts'

const ELEMENTS = 600

let db: Database
let host: RunHost
afterAll(async () => {
  await host.close()
  await db.close()
})

it('a run that does one thing after another, each stored in the embedded database, leaves a turn to everything else', async () => {
  db = await openInMemory()
  let turns = 0
  let during = 0
  let calls = 0
  // as often as the event loop turns
  let counting = true
  const count = () => {
    turns++
    if (counting) setImmediate(count)
  }
  const executor = {
    async execute() {
      calls++
      if (calls === 10) turns = 0
      if (calls === ELEMENTS) during = turns
      return { kind: 'ok' as const, value: null as Json }
    },
  }
  host = new RunHost({ db, executor, evaluator: createEvaluator() })
  await host.recover()
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'chain', steps: [{ name: 'each', kind: 'map', config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: Array.from({ length: ELEMENTS }, (_, index) => index) } }], steps: [{ name: 'call', kind: 'http.request', config: { url: 'http://127.0.0.1/', method: 'POST' } }] }] })
  setImmediate(count)
  await host.settled(await host.start({ workflowId, input: {} }))
  counting = false
  expect(calls).toBe(ELEMENTS)
  expect(during).toBeGreaterThan(10)
}, 120_000)
