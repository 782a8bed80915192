import { afterEach, expect, it } from 'vitest'
import { createEvaluator } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { readRun } from '../src/run/recorded-run.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { countTurns } from './count-turns.ts'
import { openInMemory } from './open-own.ts'

let db: Database
let host: RunHost
afterEach(async () => {
  await host.close()
  await db.close()
})

/** A run of a map on an embedded database of its own; `onCall` is told of each call, counted from 1. Answers the id of the run, which is over. */
async function runMap({ elements, concurrency, onCall = () => undefined }: { readonly elements: number; readonly concurrency: number; readonly onCall?: (call: number) => void }): Promise<string> {
  db = await openInMemory()
  let calls = 0
  const executor = {
    async execute() {
      onCall(++calls)
      return { kind: 'ok' as const, value: null as Json }
    },
  }
  host = new RunHost({ db, executor, evaluator: createEvaluator() })
  await host.recover()
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'mapped', steps: [{ name: 'each', kind: 'map', config: { concurrency }, arguments: [{ name: 'source', from: { value: Array.from({ length: elements }, (_, index) => index) } }], steps: [{ name: 'call', kind: 'http.request', config: { url: 'http://127.0.0.1/', method: 'POST' } }] }] })
  const runId = await host.start({ workflowId, input: {} })
  await host.settled(runId)
  expect(calls).toBe(elements)
  return runId
}

it('a run that does one thing after another, each stored in the embedded database, leaves a turn to everything else', async () => {
  const counted = countTurns()
  const at = new Map<number, number>()
  await runMap({ elements: 600, concurrency: 1, onCall: (call) => void at.set(call, counted.turns) })
  counted.stop()
  expect((at.get(600) ?? 0) - (at.get(10) ?? 0)).toBeGreaterThan(10)
}, 120_000)

it('a long run that somebody looks at leaves everything else a turn while its log is read and folded', async () => {
  const runId = await runMap({ elements: 6000, concurrency: 16 })
  const counted = countTurns()
  const { view, events } = await readRun({ db, runs: host }, runId)
  counted.stop()
  expect(view.run.status).toBe('succeeded')
  // a turn for each page that is read, and for each piece that is folded
  expect(counted.turns).toBeGreaterThan(events.length / 2000 + events.length / 1000 - 2)
}, 120_000)
