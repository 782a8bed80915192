import { afterAll, expect, it } from 'vitest'
import { createEvaluator } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { readRun } from '../src/run/recorded-run.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openInMemory } from './open-own.ts'

const ELEMENTS = 6000

let db: Database
let host: RunHost
afterAll(async () => {
  await host.close()
  await db.close()
})

it('a long run that somebody looks at leaves everything else a turn while its log is read and folded', async () => {
  db = await openInMemory()
  const executor = { execute: async () => ({ kind: 'ok' as const, value: null as Json }) }
  host = new RunHost({ db, executor, evaluator: createEvaluator() })
  await host.recover()
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'long', steps: [{ name: 'each', kind: 'map', config: { concurrency: 16 }, arguments: [{ name: 'source', from: { value: Array.from({ length: ELEMENTS }, (_, index) => index) } }], steps: [{ name: 'call', kind: 'http.request', config: { url: 'http://127.0.0.1/', method: 'POST' } }] }] })
  const runId = await host.start({ workflowId, input: {} })
  await host.settled(runId)
  let turns = 0
  let counting = true
  const count = () => {
    turns++
    if (counting) setImmediate(count)
  }
  setImmediate(count)
  const { view, events } = await readRun({ db, runs: host }, runId)
  counting = false
  expect(view.run.status).toBe('succeeded')
  // a turn for each page that is read, and for each piece that is folded
  expect(turns).toBeGreaterThan(events.length / 2000 + events.length / 1000 - 2)
}, 120_000)
