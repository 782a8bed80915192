import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { systemClock } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import { silentBus } from '../src/cluster/bus.ts'
import type { Database } from '../src/db/index.ts'
import { SharedGates } from '../src/gate/shared-gates.ts'
import { LEASE_MS, RunQueue, type QueueLimits } from '../src/queue/run-queue.ts'
import { StoredPlaces } from '../src/queue/stored-places.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

const evaluator = createEvaluator()
let db: Database
let now = Date.parse('2026-05-01T00:00:00Z')
const open: { readonly runs: RunHost; readonly queue: RunQueue }[] = []

beforeAll(async () => {
  db = await openOwn()
}, 240_000)
afterAll(async () => {
  for (const { runs, queue } of open) {
    await runs.close()
    await queue.close()
  }
  await db.close()
})

function server(limits: Partial<QueueLimits>) {
  const queue = new RunQueue({ db, limits: { ofServer: Infinity, ofWorkflow: Infinity, ...limits }, now: () => now++ })
  const gates = new SharedGates({ db, bus: silentBus, serverId: 'a', clock: systemClock, lookMs: 60_000, alone: true })
  const runs = new RunHost({ db, executor: createExecutor({}), evaluator, queue, middleware: [queue.middleware], gates })
  open.push({ runs, queue })
  return { runs, queue }
}

let made = 0
/** A workflow whose runs are under way until they get the signal `go`. */
const waiting = async (options: WorkflowDocument['options'] = {}) => {
  const document: WorkflowDocument = { eddy: 1, name: `waits_${++made}`, options, steps: [{ name: 'wait', kind: 'wait.signal', config: { name: 'go' } }] }
  return (await createWorkflow(db, document)).id
}
const begun = async (ids: readonly string[]) => (await db.prisma.run.findMany({ where: { id: { in: [...ids] }, lastSeq: { gt: 0 } }, select: { id: true } })).map(({ id }) => ids.indexOf(id)).sort((a, b) => a - b)
const start = async (runs: RunHost, workflowId: string, count: number, priority?: number) => {
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push(await runs.start({ workflowId, input: {}, priority }))
  return ids
}
const statusOf = async (id: string) => (await db.prisma.run.findUniqueOrThrow({ where: { id } })).status
const settle = async (what: () => Promise<unknown>, wanted: unknown) => expect.poll(what, { timeout: 60_000, interval: 20 }).toEqual(wanted)
const end = (runs: RunHost, id = '') => runs.signal(id, { name: 'go', payload: null })

describe('a server with a limit', () => {
  it('lets so many runs be under way; the others wait, say for what, and follow in their order', async () => {
    const { runs } = server({ ofServer: 2 })
    const ids = await start(runs, await waiting(), 5)
    await settle(() => begun(ids), [0, 1])
    expect(ids.map((id) => runs.standing(id))).toEqual([null, null, ...[0, 1, 2].map((ahead) => ({ what: 'place', underWay: 2, most: 2, ahead }))])
    await end(runs, ids[0])
    await settle(() => begun(ids), [0, 1, 2])
    expect(runs.standing(ids[4] ?? '')).toEqual({ what: 'place', underWay: 2, most: 2, ahead: 1 })
    for (const id of ids.slice(1)) {
      await settle(async () => (await begun([id])).length, 1)
      await end(runs, id)
    }
    for (const id of ids) await settle(() => statusOf(id), 'succeeded')
    await settle(() => db.prisma.runPlace.count(), 0)
  })

  it('has runs with the same concurrency key wait, and each says under which key, behind whom and how many', async () => {
    const { runs } = server({})
    const document: WorkflowDocument = { eddy: 1, name: `keyed_${++made}`, inputs: [{ name: 'who' }], steps: [{ name: 'wait', kind: 'wait.signal', config: { name: 'go' } }], options: { concurrency: { key: 'who', limit: 1 } } }
    const { id: workflowId } = await createWorkflow(db, document)
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push(await runs.start({ workflowId, input: { who: 'ada' } }))
    const [first = '', second = '', third = ''] = ids
    await settle(() => begun(ids), [0])
    const held = { what: 'key', key: 'ada', underWay: 1, most: 1, heldBy: first }
    const standings = async () => {
      const found = await runs.standings(ids)
      return ids.map((id) => found.get(id) ?? null)
    }
    await settle(standings, [null, { ...held, ahead: 0 }, { ...held, ahead: 1 }])
    await end(runs, first)
    await settle(standings, [null, null, { ...held, heldBy: second, ahead: 0 }])
    await end(runs, second)
    await settle(() => begun(ids), [0, 1, 2])
    await end(runs, third)
    for (const id of ids) await settle(() => statusOf(id), 'succeeded')
    expect(await standings()).toEqual([null, null, null])
  })

  it('gives the next place to the one run of another workflow, not to the many of one, and to higher priorities first', async () => {
    const { runs } = server({ ofServer: 1 })
    const [many, single] = [await waiting(), await waiting()]
    const ids = await start(runs, many, 30)
    const [other = ''] = await start(runs, single, 1)
    const [urgent = ''] = await start(runs, many, 1, 1)
    await settle(() => begun(ids), [0])
    await end(runs, ids[0])
    await settle(() => begun([urgent, other]), [0])
    await end(runs, urgent)
    await settle(() => begun([urgent, other]), [0, 1])
    expect(await begun(ids)).toEqual([0])
  })

  it('writes the places of many that are cancelled together, not one by one', async () => {
    const { runs } = server({ ofServer: 1 })
    const ids = await start(runs, await waiting(), 40)
    await settle(() => db.prisma.runPlace.count({ where: { runId: { in: ids } } }), 40)
    const leaving = vi.spyOn(db.prisma.runPlace, 'deleteMany')
    await Promise.all(ids.slice(1).map((id) => runs.cancel(id, true)))
    await settle(() => db.prisma.runPlace.count({ where: { runId: { in: ids } } }), 1)
    expect(leaving.mock.calls.length).toBeLessThan(20)
    leaving.mockRestore()
    await end(runs, ids[0])
    await settle(() => db.prisma.runPlace.count({ where: { runId: { in: ids } } }), 0)
  })

  it('has what leaves and goes on at once keep its place', async () => {
    const places = new StoredPlaces(db, 'host')
    const entry = { runId: 'again', workflow: 'w', at: new Date(now), leaseMs: LEASE_MS }
    void places.leave('again')
    places.keep(entry)
    void places.leave('gone')
    await settle(() => db.prisma.runPlace.count({ where: { runId: 'again' } }), 1)
    places.keep({ ...entry, runId: 'gone' })
    void places.leave('gone')
    void places.leave('again')
    await settle(() => db.prisma.runPlace.count({ where: { host: 'host' } }), 0)
  })

  it('ends a run that is cancelled while it waits, at once and with nothing done', async () => {
    const { runs } = server({ ofServer: 1 })
    const [, waits = ''] = await start(runs, await waiting(), 2)
    await runs.cancel(waits, true)
    await settle(() => statusOf(waits), 'cancelled')
    expect((await runs.store.readStored(waits)).filter(({ type }) => type.startsWith('step.'))).toEqual([])
    expect(runs.standing(waits)).toBeNull()
  })

  it('gives the place of a workflow on as soon as it is free, without waiting for the next look at other servers', async () => {
    const { runs, queue } = server({ ofWorkflow: 1 })
    const look = vi.spyOn(queue, 'beat').mockResolvedValue()
    const ids = await start(runs, await waiting(), 4)
    for (const id of ids) {
      await settle(() => begun([id]), [0])
      await end(runs, id)
    }
    for (const id of ids) await settle(() => statusOf(id), 'succeeded')
    look.mockRestore()
  }, 30_000)

  it('gives up a run that gets no place within its start timeout, which counts from its start over restarts; the next has its place', async () => {
    const first = server({ ofServer: 1 })
    const [holds = ''] = await start(first.runs, await waiting(), 1)
    const [late = ''] = await start(first.runs, await waiting({ startTimeout: 'PT0.2S' }), 1)
    const [patient = '', next = ''] = await start(first.runs, await waiting({ startTimeout: 'PT1H' }), 2)
    await settle(() => statusOf(late), 'rolled_back')
    expect((await db.prisma.run.findUniqueOrThrow({ where: { id: late } })).error).toMatchObject({ code: 'START_TIMEOUT' })
    expect((await first.runs.store.readStored(late)).filter(({ type }) => type.startsWith('step.'))).toEqual([])
    expect([patient, next].map((id) => first.runs.standing(id)?.ahead)).toEqual([0, 1])
    await first.runs.close()
    await first.queue.close()
    await db.prisma.run.updateMany({ where: { id: { notIn: [holds, patient, next] } }, data: { status: 'cancelled' } })
    // asked for two hours ago
    await db.prisma.run.update({ where: { id: patient }, data: { startedAt: new Date(Date.now() - 7_200_000) } })
    const second = server({ ofServer: 1 })
    await second.runs.recover()
    await settle(() => statusOf(patient), 'rolled_back')
    await end(second.runs, holds)
    await settle(() => begun([next]), [0])
    await end(second.runs, next)
    await settle(() => statusOf(next), 'succeeded')
  })
})

describe('several servers', () => {
  it('count the runs of a workflow together, and take over the places of one that is gone when its leases end', async () => {
    const [first, second] = [server({ ofWorkflow: 3 }), server({ ofWorkflow: 3 })]
    const workflowId = await waiting()
    const here = await start(first.runs, workflowId, 2)
    const there = await start(second.runs, workflowId, 4)
    await settle(() => begun([...here, ...there]), [0, 1, 2])
    expect(second.runs.standing(there[3] ?? '')).toEqual({ what: 'workflow', underWay: 3, most: 3, ahead: 2 })
    // the first says nothing any more
    await second.queue.beat()
    expect(await begun(there)).toEqual([0])
    now += LEASE_MS + 1000
    await second.queue.beat()
    await settle(() => begun(there), [0, 1, 2])
  })

  it('take a run that waited up again, and it waits again', async () => {
    const first = server({ ofServer: 1 })
    const ids = await start(first.runs, await waiting(), 3)
    await settle(() => begun(ids), [0])
    await first.runs.close()
    await first.queue.close()
    await db.prisma.run.updateMany({ where: { id: { notIn: ids } }, data: { status: 'cancelled' } })
    const second = server({ ofServer: 1 })
    await second.runs.recover()
    await settle(async () => second.runs.standing(ids[2] ?? '')?.ahead, 1)
    expect(await begun(ids)).toEqual([0])
    await end(second.runs, ids[0])
    await settle(() => begun(ids), [0, 1])
  })
})
