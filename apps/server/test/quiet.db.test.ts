import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { RunLeases } from '../src/cluster/run-leases.ts'
import type { Database } from '../src/db/index.ts'
import { LoopLag } from '../src/metric/loop-lag.ts'
import { HeldRuns } from '../src/run/held-runs.ts'
import { RunHost } from '../src/run/run-host.ts'
import { SelfCheck } from '../src/run/self-check.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { TriggerHost } from '../src/trigger/trigger-host.ts'
import { openInMemory } from './open-own.ts'

let db: Database
let asked: string[] = []
beforeAll(async () => {
  db = await openInMemory()
  const heard = new WeakSet()
  db.pool.on('acquire', (client) => {
    if (heard.has(client)) return
    heard.add(client)
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    Object.assign(client, { query: (...given: unknown[]) => {
      const [one] = given as [{ readonly text?: string } | string]
      asked.push(typeof one === 'string' ? one : (one.text ?? ''))
      return query(...given)
    } })
  })
}, 240_000)
afterAll(() => db.close())

describe('a server that has nothing to do', () => {
  it('asks one question for all triggers', async () => {
    const runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
    const host = new TriggerHost({ db, runs, evaluator: createEvaluator() })
    // the first looks at what a clock that was ahead may have left
    await host.pass({ all: true })
    asked = []
    await host.pass({ all: true })
    expect(asked).toHaveLength(1)
    await host.close()
    await runs.close()
  })

  it('asks nothing of its runs once all were found, until one comes or goes', async () => {
    let changes = 0
    const leases = new RunLeases(db, 'here')
    const check = new SelfCheck({ db, leases, live: new HeldRuns({ db }), changes: () => changes, bedroom: { size: 0, has: () => false }, hold: () => Promise.resolve(), limited: () => false, announce: () => undefined })
    const look = async () => {
      asked = []
      await check.look()
      return asked.length
    }
    const first: number[] = []
    for (let looks = 0; looks < 4; looks++) first.push(await look())
    // counted each time, and listed at last
    expect(first).toEqual([1, 1, 1, 2])
    expect([await look(), await look()]).toEqual([0, 0])
    changes++
    expect(await look()).toBe(1)
  })

  it('sees how late its loop is when it is', async () => {
    const lag = new LoopLag()
    await new Promise((done) => setTimeout(done, 30))
    expect(lag.percentile(100)).toBeLessThan(100)
    const until = performance.now() + 1500
    while (performance.now() < until);
    await new Promise((done) => setTimeout(done, 30))
    expect(lag.percentile(100)).toBeGreaterThan(0.5)
    lag.reset()
    expect(lag.percentile(100)).toBe(0)
    lag.close()
  })
})

describe('runs that have ended', () => {
  it('leave memory after a while, sooner where they are many, and tell what came of them all the same', async () => {
    const { id } = await createWorkflow(db, { eddy: 1, name: 'brief', steps: [{ name: 'a', kind: 'code', config: { source: 'return 1' } }], return: 'a' })
    const runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator(), stay: { restMs: 5000 } })
    try {
      const ids: string[] = []
      while (ids.length < 150) ids.push(...(await Promise.all(Array.from({ length: 25 }, () => runs.start({ workflowId: id, input: {} })))))
      await expect.poll(() => db.prisma.run.count({ where: { workflowId: id, status: 'succeeded' } }), { timeout: 30_000, interval: 20 }).toBe(150)
      expect(runs.held).toBeGreaterThan(50)
      expect(runs.held).toBeLessThanOrEqual(100)
      expect(await runs.settled(ids[0] ?? '')).toMatchObject({ status: 'succeeded', value: 1 })
      await expect.poll(() => runs.held, { timeout: 30_000 }).toBe(0)
    } finally {
      await runs.close()
    }
  }, 60_000)
})
