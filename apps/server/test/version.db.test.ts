import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import { checkPublish } from '../src/version/check-publish.ts'
import { serveHere } from './serve-here.ts'

const { db, app, api } = await serveHere()
let made = 0
const answering = (value: number, name = `answer_${++made}`): WorkflowDocument => ({ eddy: 1, name, steps: [{ name: 'answer', kind: 'expression', config: { expr: String(value) } }] })
const create = async (document: WorkflowDocument) => (await api().workflow.create.mutate({ document: document as never })).id
const revisionOf = async (id: string) => (await api().workflow.get.query({ id })).revision
const publish = async (workflowId: string, note = '') => api().version.publish.mutate({ workflowId, revision: await revisionOf(workflowId), note })
const edit = async (id: string, document: WorkflowDocument) => api().workflow.save.mutate({ id, document: document as never, baseRevision: await revisionOf(id) })
const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`not refused: ${String(error)}`)
  return (error.data as { eddy: { code: string; message: string; details: unknown } }).eddy
}
/** What a run of it gives. */
const valueOf = async (request: { workflowId: string; version?: number; environment?: 'live' | 'staging'; canaryKey?: string }) => {
  const { runId } = await api().run.start.mutate({ ...request, input: {} })
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 20 }).toBe('succeeded')
  return api().run.get.query({ runId })
}

/** A workflow with two versions, which answer 1 and 2. */
async function twoVersions() {
  const first = answering(1)
  const workflowId = await create(first)
  await publish(workflowId, 'the first')
  await edit(workflowId, answering(2, first.name))
  await publish(workflowId, 'the second')
  return { workflowId, name: first.name }
}

describe('versions', () => {
  it('are numbered copies of the draft that stay what they were', async () => {
    const { workflowId, name } = await twoVersions()
    await edit(workflowId, answering(3, name))
    const { versions, draftBase, draftAhead } = await api().version.list.query({ workflowId })
    expect(versions.map(({ number, note, base }) => ({ number, note, base }))).toEqual([{ number: 2, note: 'the second', base: 1 }, { number: 1, note: 'the first', base: null }])
    expect({ draftBase, draftAhead }).toEqual({ draftBase: 2, draftAhead: true })
    expect((await api().version.get.query({ workflowId, number: 1 })).document).toEqual(answering(1, name))
  })

  it('are not made of a draft without anything new', async () => {
    const { workflowId } = await twoVersions()
    expect(await refusal(publish(workflowId))).toMatchObject({ code: 'NOTHING_NEW', message: 'The draft is what version 2 is already; there is nothing to publish.' })
  })

  it('are made of a draft that only reads differently', async () => {
    const { workflowId, name } = await twoVersions()
    await edit(workflowId, { ...answering(2, name), title: 'Two' })
    expect(await publish(workflowId)).toMatchObject({ number: 3, document: { title: 'Two' } })
  })

  it('are not made of a draft with problems; all of them are told', async () => {
    const workflowId = await create({ eddy: 1, name: `broken_${++made}`, steps: [{ name: 'a', kind: 'no.such' }, { name: 'b', kind: 'expression', config: { expr: '(' } }] })
    const { code, details } = await refusal(publish(workflowId))
    expect(code).toBe('INVALID_DOCUMENT')
    expect((details as { steps?: readonly string[] }[]).length).toBeGreaterThanOrEqual(2)
  })

  it('are refused to who has not seen the newest draft', async () => {
    const first = answering(1)
    const workflowId = await create(first)
    const seen = await revisionOf(workflowId)
    await edit(workflowId, answering(2, first.name))
    expect(await refusal(api().version.publish.mutate({ workflowId, revision: seen, note: '' }))).toMatchObject({ code: 'STALE_SAVE' })
  })

  it('are refused to a draft that was made from an older version', async () => {
    const { workflowId, name } = await twoVersions()
    await db.prisma.workflow.update({ where: { id: workflowId }, data: { draftBase: 1 } })
    await edit(workflowId, answering(3, name))
    expect(await refusal(publish(workflowId))).toMatchObject({ code: 'VERSION_BEHIND', details: { base: 1, newest: 2 } })
  })

  it('are refused to who has not seen the newest one, though its edits have come into the draft', async () => {
    const { workflowId, name } = await twoVersions()
    await edit(workflowId, answering(3, name))
    const revision = await revisionOf(workflowId)
    expect(await refusal(api().version.publish.mutate({ workflowId, revision, base: 1 }))).toMatchObject({ code: 'VERSION_BEHIND', details: { base: 1, newest: 2 } })
    expect(await api().version.publish.mutate({ workflowId, revision, base: 2, by: 'Ada' })).toMatchObject({ number: 3, publishedBy: 'Ada' })
  })

  it('can be published again once the draft is rebased, on the newest only', async () => {
    const { workflowId, name } = await twoVersions()
    await db.prisma.workflow.update({ where: { id: workflowId }, data: { draftBase: 1 } })
    await edit(workflowId, answering(3, name))
    const revision = await revisionOf(workflowId)
    expect(await refusal(api().version.rebase.mutate({ workflowId, revision, onto: 1 }))).toMatchObject({ code: 'VERSION_BEHIND' })
    expect(await refusal(api().version.rebase.mutate({ workflowId, revision: revision - 1, onto: 2 }))).toMatchObject({ code: 'STALE_SAVE' })
    await api().version.rebase.mutate({ workflowId, revision, onto: 2 })
    expect((await publish(workflowId)).number).toBe(3)
  })

  it('are checked beforehand, gate by gate, with what is missing but stands in nobody’s way', async () => {
    const secrets = { names: async () => new Set(['known']) }
    const step = (secret: string) => ({ name: secret, kind: 'expression', config: { expr: '1' }, arguments: [{ name: 'key', from: { secret } }] })
    const workflowId = await create({ eddy: 1, name: `secretive_${++made}`, steps: [step('known'), step('unknown')] })
    const checked = await checkPublish({ db, secrets: secrets as never, requireCoverage: 0 }, workflowId)
    expect(checked).toMatchObject({ base: null, newest: null, nothingNew: false, problems: [], expectations: { set: 0, broken: [] }, coverage: { required: 0, short: [] } })
    expect(checked.warnings.map(({ code, severity, step: at }) => [code, severity, at])).toEqual([['UNKNOWN_SECRET', 'warning', 'unknown']])
    await publish(workflowId)
    expect(await api().version.check.query({ workflowId })).toMatchObject({ base: 1, newest: 1, nothingNew: true })
    const broken = await create({ eddy: 1, name: `broken_${++made}`, steps: [{ name: 'a', kind: 'no.such' }] })
    expect((await api().version.check.query({ workflowId: broken })).problems).toMatchObject([{ step: 'a' }])
  })

  it('get one number each when two people publish at once', async () => {
    const first = answering(1)
    const workflowId = await create(first)
    const revision = await revisionOf(workflowId)
    const asked = await Promise.allSettled(['a', 'b', 'c'].map((note) => api().version.publish.mutate({ workflowId, revision, note })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await api().version.list.query({ workflowId })).versions.map(({ number }) => number)).toEqual([1])
  })

  it('can become the draft again', async () => {
    const { workflowId, name } = await twoVersions()
    const restored = await api().version.restore.mutate({ workflowId, number: 1, revision: await revisionOf(workflowId) })
    expect(restored.document).toEqual(answering(1, name))
    expect((await publish(workflowId)).number).toBe(3)
  })
})

describe('pointers', () => {
  it('choose what runs without making a version, forwards and back', async () => {
    const { workflowId } = await twoVersions()
    await api().version.move.mutate({ workflowId, environment: 'live', number: 2 })
    expect(await valueOf({ workflowId, environment: 'live' })).toMatchObject({ value: 2, version: 2, environment: 'live', canary: false })
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1, reason: 'too many refunds' })
    expect(await valueOf({ workflowId, environment: 'live' })).toMatchObject({ value: 1, version: 1 })
    expect((await api().version.moves.query({ workflowId })).map(({ from, to, reason }) => ({ from, to, reason }))).toEqual([{ from: 2, to: 1, reason: 'too many refunds' }, { from: null, to: 2, reason: '' }])
    expect((await api().version.list.query({ workflowId })).versions).toHaveLength(2)
  })

  it('leave the draft to who asks for none', async () => {
    const { workflowId, name } = await twoVersions()
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1 })
    await edit(workflowId, answering(7, name))
    expect(await valueOf({ workflowId })).toMatchObject({ value: 7, version: null })
    expect(await valueOf({ workflowId, version: 2 })).toMatchObject({ value: 2, version: 2, environment: null })
  })

  it('say so when an environment points nowhere', async () => {
    const workflowId = await create(answering(1))
    expect(await refusal(api().run.start.mutate({ workflowId, environment: 'staging', input: {} }))).toMatchObject({ code: 'NOT_FOUND', message: 'No version is staging yet; publish one and point staging at it.' })
  })

  it('send a share of the runs to a canary, the same callers always to the same side', async () => {
    const { workflowId } = await twoVersions()
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1, canary: { number: 2, share: 0.5 } })
    const sides = new Map<string, number | null>()
    for (const canaryKey of ['ada', 'bob', 'cy', 'dee', 'eve', 'flo', 'gus', 'hal', 'ada', 'bob']) {
      const { runId } = await api().run.start.mutate({ workflowId, environment: 'live', canaryKey, input: {} })
      const { version } = await api().run.get.query({ runId })
      expect(sides.get(canaryKey) ?? version).toBe(version)
      sides.set(canaryKey, version)
    }
    expect(new Set(sides.values())).toEqual(new Set([1, 2]))
    await expect.poll(async () => (await api().version.outcomes.query({ workflowId, since: new Date(0).toISOString() })).map(({ version, succeeded }) => ({ version, some: succeeded > 0 }))).toEqual([{ version: 2, some: true }, { version: 1, some: true }])
    const counted = await api().version.outcomes.query({ workflowId, since: new Date(0).toISOString() })
    expect(counted.reduce((sum, { runs }) => sum + runs, 0)).toBe(10)
  })

  it('send every run of named callers to a canary, whoever says so: the request or its header', async () => {
    const { workflowId } = await twoVersions()
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1, canary: { number: 2, callers: ['ada', 'ada'] } })
    expect((await api().version.list.query({ workflowId })).pointers).toMatchObject([{ canary: 2, canaryShare: 0, canaryCallers: ['ada'] }])
    expect(await valueOf({ workflowId, environment: 'live', canaryKey: 'ada' })).toMatchObject({ version: 2, canary: true })
    expect(await valueOf({ workflowId, environment: 'live', canaryKey: 'bob' })).toMatchObject({ version: 1, canary: false })
    expect(await valueOf({ workflowId, environment: 'live' })).toMatchObject({ version: 1 })
    const header = await fetch(`${app.listeningOrigin}/trpc/run.start`, { method: 'POST', headers: { 'content-type': 'application/json', 'eddy-caller': 'ada' }, body: JSON.stringify({ workflowId, environment: 'live', input: {} }) })
    const { result } = (await header.json()) as { result: { data: { runId: string } } }
    expect(await api().run.get.query({ runId: result.data.runId })).toMatchObject({ version: 2, canary: true })
    expect((await api().version.moves.query({ workflowId }))[0]).toMatchObject({ canary: 2, canaryCallers: ['ada'] })
  })
})

describe('retirement', () => {
  it('keeps new runs away, can be set for later and taken back', async () => {
    const { workflowId } = await twoVersions()
    await api().version.retire.mutate({ workflowId, number: 1, reason: 'charges twice' })
    expect(await refusal(api().run.start.mutate({ workflowId, version: 1, input: {} }))).toMatchObject({ code: 'VERSION_RETIRED', message: 'Version 1 is retired: charges twice; choose another one.' })
    expect(await refusal(api().version.move.mutate({ workflowId, environment: 'live', number: 1 }))).toMatchObject({ code: 'VERSION_RETIRED' })
    await api().version.revive.mutate({ workflowId, number: 1 })
    await api().version.retire.mutate({ workflowId, number: 1, at: new Date(Date.now() + 3_600_000).toISOString() })
    expect(await valueOf({ workflowId, version: 1 })).toMatchObject({ value: 1 })
    expect((await api().version.list.query({ workflowId })).versions[1]).toMatchObject({ retired: false, retireAt: expect.any(String) })
  })

  it('is refused to what is used, with who uses it', async () => {
    const { workflowId, name } = await twoVersions()
    await api().version.move.mutate({ workflowId, environment: 'live', number: 2 })
    const caller = await create({ eddy: 1, name: `caller_${++made}`, title: 'The caller', steps: [{ name: 'in', kind: 'compose', config: { workflow: `${name}@1` } }] })
    expect(await refusal(api().version.retire.mutate({ workflowId, number: 2 }))).toMatchObject({ code: 'VERSION_IN_USE', message: 'Version 2 is in use: live points at it.' })
    expect(await refusal(api().version.retire.mutate({ workflowId, number: 1 }))).toMatchObject({ code: 'VERSION_IN_USE', message: 'Version 1 is in use: the draft of "The caller" composes it.' })
    await publish(caller)
    expect((await api().version.dependents.query({ name })).map(({ version, reference }) => ({ version, reference }))).toEqual([{ version: null, reference: `${name}@1` }, { version: 1, reference: `${name}@1` }])
  })
})

describe('the dependency graph', () => {
  it('S-51: says who composes whom at which version, in both directions and all the way', async () => {
    const { name: inner } = await twoVersions()
    const composing = async (workflow: string, what: string) => {
      const name = `${what}_${++made}`
      return { id: await create({ eddy: 1, name, steps: [{ name: 'in', kind: 'compose', config: { workflow } }] }), name }
    }
    const middle = await composing(`${inner}@1`, 'middle')
    await publish(middle.id)
    await api().version.move.mutate({ workflowId: middle.id, environment: 'live', number: 1 })
    const outer = await composing(middle.name, 'outer')
    const lost = await composing('never_there', 'lost')
    const graph = await api().version.graph.query({ name: middle.name })
    expect(graph.nodes.map(({ name, layer, live }) => [name, layer, live])).toEqual([[outer.name, -1, null], [middle.name, 0, 1], [inner, 1, null]])
    expect(graph.edges.toSorted((one, other) => (one.from < other.from ? 1 : -1))).toEqual([
      { from: outer.name, to: middle.name, reference: middle.name, versions: [null], environments: [] },
      { from: middle.name, to: inner, reference: `${inner}@1`, versions: [null, 1], environments: ['live'] },
    ])
    expect((await api().version.graph.query({ name: inner })).nodes.map(({ name, layer }) => [name, layer])).toEqual([[outer.name, -2], [middle.name, -1], [inner, 0]])
    expect((await api().version.graph.query({ name: lost.name })).nodes).toMatchObject([{ name: lost.name }, { name: 'never_there', workflowId: null, layer: 1 }])
  })
})

describe('composed workflows', () => {
  it('are taken at the version that is named, by its content, or as they are live', async () => {
    const { workflowId, name } = await twoVersions()
    await edit(workflowId, answering(9, name))
    const hash = contentHash(answering(1, name)).slice(0, 12)
    const composing = async (workflow: string) => valueOf({ workflowId: await create({ eddy: 1, name: `caller_${++made}`, steps: [{ name: 'in', kind: 'compose', config: { workflow } }] }) })
    expect((await composing(`${name}@2`)).value).toBe(2)
    expect((await composing(`${name}@${hash}`)).value).toBe(1)
    expect((await composing(name)).value).toBe(9)
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1 })
    expect((await composing(name)).value).toBe(1)
  })
})
