import { describe, expect, it, vi } from 'vitest'
import { CleanUp } from '../src/storage/clean-up.ts'
import { giveBack, prune } from '../src/storage/prune.ts'
import { serveHere } from './serve-here.ts'

const { db, api } = await serveHere({ around: (database) => ({ cleanUp: new CleanUp(database) }) })
let made = 0
/** A run that ends at once, with a value of its own that is too large for its events. */
async function run(steps: readonly object[]): Promise<string> {
  const { id } = await api().workflow.create.mutate({ document: { eddy: 1, name: `kept_${++made}`, steps } as never })
  const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
  await vi.waitUntil(async () => (await db.prisma.run.findUniqueOrThrow({ where: { id: runId } })).endedAt !== null, { timeout: 60_000, interval: 20 })
  return runId
}
const large = (letter: string) => [{ name: 'big', kind: 'expression', config: { expr: `$join([1..3000].("${letter}" & $string($)))` } }]
const failing = [{ name: 'no', kind: 'fail', config: { code: 'NO', message: 'no' } }]
const age = (runId: string, days: number) => db.prisma.run.update({ where: { id: runId }, data: { endedAt: new Date(Date.now() - days * 86_400_000) } })
const kept = async () => new Set((await db.prisma.run.findMany({ select: { id: true } })).map(({ id }) => id))

describe('storage', () => {
  it('tells what is big, and what is to go', async () => {
    const runId = await run(large('a'))
    const before = await api().storage.summary.query()
    expect(before).toMatchObject({ retention: { days: null, failedDays: null }, expired: 0 })
    expect(before.tables.map(({ name }) => name)).toContain('run_log')
    expect(before.workflows[0]).toMatchObject({ runs: 1 })
    expect(before.workflows[0]?.bytes).toBeGreaterThan(8192)
    await api().storage.retention.mutate({ days: 30, failedDays: 90 })
    await age(runId, 31)
    expect(await api().storage.summary.query()).toMatchObject({ retention: { days: 30, failedDays: 90 }, expired: 1 })
    expect(await api().storage.preview.query()).toMatchObject({ runs: 1, workflows: [{ name: 'kept_1', runs: 1 }], oldest: expect.stringMatching(/^\d{4}-/) })
    expect(await api().storage.preview.query({ retention: { days: 32, failedDays: 1 } })).toEqual({ runs: 0, workflows: [], oldest: null })
    expect(await api().storage.preview.query({ retention: { days: null, failedDays: null } })).toEqual({ runs: 0, workflows: [], oldest: null })
    expect(await api().storage.cleanUp.mutate()).toEqual({ runs: 1, values: 0, freed: 0 })
    expect((await kept()).has(runId)).toBe(false)
    expect(await db.prisma.runEvent.count({ where: { runId } })).toBe(0)
  })

  it('keeps failures longer, and for ever what has left something in place or is not over', async () => {
    const [good, bad, left] = [await run(large('b')), await run(failing), await run(failing)]
    await db.prisma.run.update({ where: { id: left }, data: { leftInPlace: 1, status: 'rollback_incomplete' } })
    for (const runId of [good, bad, left]) await age(runId, 60)
    await prune(db, { retention: { days: 30, failedDays: 90 } })
    expect(await kept()).toEqual(new Set([bad, left]))
    for (const runId of [bad, left]) await age(runId, 600)
    await prune(db, { retention: { days: 30, failedDays: 90 } })
    expect(await kept()).toEqual(new Set([left]))
  })

  it('keeps a large value while a run names it, and drops it after the last', async () => {
    const [one, two] = [await run(large('c')), await run(large('c'))]
    const hashes = async () => (await db.prisma.valueBlob.findMany({ select: { hash: true } })).map(({ hash }) => hash)
    const [use] = await db.prisma.valueUse.findMany({ where: { runId: one } })
    const hash = use?.hash ?? ''
    await db.prisma.valueBlob.updateMany({ data: { createdAt: new Date(0) } })
    await age(one, 60)
    await prune(db, { retention: { days: 30, failedDays: null } })
    expect(await hashes()).toContain(hash)
    expect((await api().run.value.query({ runId: two, hash })).value).toMatch(/^c1c2/)
    await age(two, 60)
    await prune(db, { retention: { days: 30, failedDays: null } })
    expect(await hashes()).not.toContain(hash)
  })

  it('drops what the steps of a run have left in tables of their own once it has gone, but nothing that is still to be had', async () => {
    const [gone, stays] = [await run(failing), await run(failing)]
    const at = new Date(0)
    const of = async (runId: string) => {
      await db.prisma.notice.create({ data: { key: `n ${runId}`, runId, step: 's', title: '', text: '', level: 'info', at } })
      await db.prisma.metricChange.create({ data: { effect: `m ${runId}`, runId, name: 'm', labelKey: '{}', value: 1, at } })
      await db.prisma.handoff.create({ data: { id: `h ${runId}`, runId, step: 's', fromRole: 'a', toRole: 'b', subject: '', body: {}, at } })
      for (const liveKey of [null, `live ${runId}`]) await db.prisma.claim.create({ data: { id: `c ${liveKey ?? ''} ${runId}`, key: 'k', liveKey, holder: 'h', runId, step: 's', effect: 'e', keep: 'until_released', status: liveKey === null ? 'released' : 'in_progress', details: {}, claimedAt: at } })
      for (const deliveredTo of [null, runId]) await db.prisma.sentSignal.create({ data: { key: `s ${deliveredTo ?? ''} ${runId}`, name: 's', payload: {}, sentBy: `${runId}/s`, sentAt: at, deliveredTo } })
    }
    for (const runId of [gone, stays]) await of(runId)
    await age(gone, 60)
    await prune(db, { retention: { days: null, failedDays: 30 } })
    const { notice, metricChange, handoff, claim, sentSignal } = db.prisma
    const left = async (where: { readonly runId: string }) => ({ notices: await notice.count({ where }), changes: await metricChange.count({ where }), handoffs: await handoff.count({ where }), claims: (await claim.findMany({ where })).map(({ status }) => status).toSorted(), signals: await sentSignal.count({ where: { sentBy: { startsWith: where.runId } } }) })
    expect(await left({ runId: stays })).toEqual({ notices: 1, changes: 1, handoffs: 1, claims: ['in_progress', 'released'], signals: 2 })
    expect(await left({ runId: gone })).toEqual({ notices: 0, changes: 0, handoffs: 0, claims: ['in_progress'], signals: 1 })
  })

  it('tells how many rows each table has', async () => {
    await run(failing)
    const { tables } = await api().storage.summary.query()
    const rows = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))
    expect([rows['run'], rows['workflow']]).toEqual([await db.prisma.run.count(), await db.prisma.workflow.count()])
    await run(failing)
    // the estimate of a server's table that was looked at before may be of then
    if (db.kind === 'embedded') expect((await api().storage.summary.query()).tables.find(({ name }) => name === 'run')?.rows).toBe((rows['run'] ?? 0) + 1)
  })

  it('tells how much compacting has given back', async () => {
    for (const letter of 'qrstuvw') await run(large(letter.repeat(400)))
    await db.prisma.run.updateMany({ data: { endedAt: new Date(0) } })
    await db.prisma.valueBlob.updateMany({ data: { createdAt: new Date(0) } })
    await api().storage.retention.mutate({ days: 1, failedDays: 1 })
    const { total } = await api().storage.summary.query()
    const { freed } = await api().storage.compact.mutate()
    expect(freed).toBeGreaterThan(100_000)
    expect((await api().storage.summary.query()).total).toBeLessThan(total - 100_000)
    expect(await api().storage.compact.mutate()).toEqual({ runs: 0, values: 0, freed: 0 })
  })

  it('gives the room back', async () => {
    const size = async () => (await api().storage.summary.query()).tables.find(({ name }) => name === 'value_blob')?.bytes ?? 0
    for (const letter of 'defghijklmnop') await run(large(letter.repeat(400)))
    await giveBack(db)
    const full = await size()
    await db.prisma.run.updateMany({ data: { endedAt: new Date(0) } })
    await db.prisma.valueBlob.updateMany({ data: { createdAt: new Date(0) } })
    await prune(db, { retention: { days: 1, failedDays: 1 } })
    await giveBack(db)
    expect(await size()).toBeLessThan(full / 2)
  })
})
