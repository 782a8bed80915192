import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signBundle, signingKey } from '@eddy/library/bundle'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { shipTemplates } from '../src/library/ship-templates.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { SecretStore } from '../src/secret/secret-store.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openInMemory } from './open-own.ts'

interface Place {
  readonly db: Database
  readonly runs: RunHost
  readonly app: Awaited<ReturnType<typeof buildApp>>
}

const places: Place[] = []
const secrets = { names: () => Promise.resolve(new Set(['OUR_KEY'])), get: () => 'k-9f31-hidden' } as unknown as SecretStore

/** A server with a database and a signing key of its own. */
async function open(): Promise<Place> {
  const db = await openInMemory()
  const executor = createExecutor({})
  const runs = new RunHost({ db, executor, evaluator: createEvaluator() })
  const app = await buildApp({ db, runs, secrets, agents: executor.agents, signing: signingKey(), demoUrl: null, allowedHosts: ['pay.here:80', '127.0.0.1:1'] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const place = { db, runs, app }
  places.push(place)
  return place
}

const clientOf = ({ app }: Place) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
let here: Place
let there: Place
const api = () => clientOf(here)

beforeAll(async () => {
  here = await open()
  there = await open()
}, 240_000)
afterAll(async () => {
  for (const { app, runs, db } of places) {
    await app.close()
    await runs.close()
    await db.close()
  }
})

const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`not refused: ${String(error)}`)
  return (error.data as { eddy: { code: string; message: string; details: unknown } }).eddy
}

let made = 0
const unique = (name: string) => `${name}_${++made}`
const answering = (name: string, value: number): WorkflowDocument => ({ eddy: 1, name, title: `Answer ${value}`, inputs: [{ name: 'by', schema: { type: 'number' }, default: 1 }], steps: [{ name: 'answer', kind: 'expression', config: { expr: `${value} * by` }, arguments: [{ name: 'by', from: { input: 'by' } }] }, { name: 'told', kind: 'debug', arguments: [{ name: 'value', from: { result: 'answer' } }] }], return: 'answer' })
const revisionOf = async (id: string) => (await api().workflow.get.query({ id })).revision

/** Drawn, and published as its next version. */
async function version(document: WorkflowDocument, id?: string): Promise<string> {
  const workflowId = id ?? (await api().workflow.create.mutate({ document: document as never })).id
  if (id !== undefined) await api().workflow.save.mutate({ id, document: document as never, baseRevision: await revisionOf(id) })
  await api().version.publish.mutate({ workflowId, revision: await revisionOf(workflowId), note: '' })
  return workflowId
}
const told = { category: 'Numbers', tags: ['simple'], description: 'Gives a number', note: 'first' }
async function entry(name: string, value = 1) {
  const workflowId = await version(answering(name, value))
  await api().library.publish.mutate({ workflowId, version: 1, ...told, samples: [{ title: 'Twice', input: { by: 2 }, expect: 'succeeded' }] })
  return { workflowId, name }
}
const valueOf = async (workflowId: string, input = {}) => {
  const { runId } = await api().run.start.mutate({ workflowId, input })
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 20 }).toBe('succeeded')
  return (await api().run.get.query({ runId })).value
}

describe('publishing to the library', () => {
  it('keeps the version with its manifest and a contract that was rehearsed', async () => {
    const { name } = await entry(unique('answer'), 7)
    const page = await api().library.get.query({ name })
    expect(page.card).toMatchObject({ name, title: 'Answer 7', source: 'workspace', latest: 1, uses: 0, rating: null })
    expect(page.edition.manifest).toMatchObject({ inputs: [{ name: 'by' }], secrets: [], kinds: ['debug', 'expression'], effects: [], steps: 2 })
    expect(page.contract).toMatchObject({ engine: '0.1.0', fixture: 'Twice', base: { end: 'succeeded' }, coverage: { percent: 100 } })
    expect(page.contract.counts.rehearsed).toBeGreaterThan(5)
  })

  it('refuses what is there already, and a name that is taken', async () => {
    const { workflowId, name } = await entry(unique('answer'))
    expect(await refusal(api().library.publish.mutate({ workflowId, version: 1, ...told }))).toMatchObject({ code: 'NOTHING_NEW' })
    const other = await version(answering(unique('other'), 1))
    expect(await refusal(api().library.publish.mutate({ workflowId: other, version: 1, name, ...told }))).toMatchObject({ code: 'NAME_TAKEN' })
    expect(await refusal(api().library.get.query({ name: 'nothing' }))).toMatchObject({ code: 'NOT_FOUND', message: 'The library has nothing of the name "nothing".' })
  })

  it('exposes results of inner steps', async () => {
    const name = unique('answer')
    const workflowId = await version(answering(name, 5))
    await api().library.publish.mutate({ workflowId, version: 1, ...told, expose: [{ as: 'five', step: 'answer' }] })
    const installed = await api().library.install.mutate({ name, mode: 'copy' })
    expect(await valueOf(installed.workflowId)).toEqual({ five: 5 })
  })
})

describe('saving a template', () => {
  it('makes a workflow of its own, published and shared, without the values of secrets', async () => {
    const name = unique('part')
    const samples = [{ title: 'From a run', input: { by: 2, token: 'Bearer k-9f31-hidden' }, expect: 'succeeded' }]
    const document = { ...answering('drawn', 3), inputs: [...(answering('drawn', 3).inputs ?? []), { name: 'token', schema: { type: 'string' } }] }
    const saved = await api().library.saveTemplate.mutate({ document: document as never, name, ...told, samples })
    const page = await api().library.get.query({ name })
    expect(page.card).toMatchObject({ name, source: 'workspace', latest: 1, coverage: 100 })
    expect(page.edition.samples).toEqual([{ ...samples[0], input: { by: 2, token: 'Bearer •••' } }])
    expect(page.contract.fixture).toBe('From a run')
    expect((await api().version.list.query({ workflowId: saved.workflowId })).pointers).toMatchObject([{ environment: 'live', number: 1 }])
    expect(await api().library.saveTemplate.mutate({ document: document as never, name, ...told, samples })).toMatchObject({ workflowId: saved.workflowId, number: 1 })
  })

  it('leaves nothing behind when it is refused', async () => {
    const { name } = await entry(unique('answer'), 4)
    const count = async () => (await api().workflow.list.query()).length
    const before = await count()
    expect(await refusal(api().library.saveTemplate.mutate({ document: answering('drawn', 9) as never, name, ...told }))).toMatchObject({ code: 'NAME_TAKEN' })
    const broken = { ...answering('drawn', 9), return: 'nowhere' }
    expect(await refusal(api().library.saveTemplate.mutate({ document: broken as never, name: unique('broken'), ...told }))).toMatchObject({ code: 'INVALID_DOCUMENT' })
    expect(await count()).toBe(before)
  })
})

describe('an entry that extends another', () => {
  it('is kept as patches of that, told as such, and updated with it', async () => {
    const { name, workflowId: baseId } = await entry(unique('base'), 3)
    const { workflowId } = await api().library.install.mutate({ name, mode: 'derived' })
    expect(await api().library.installation.query({ workflowId })).toEqual({ name, title: 'Answer 3', number: 1, latest: 1, mode: 'derived' })
    const { document } = await api().workflow.get.query({ id: workflowId })
    const changed = { ...document, title: 'Answer loudly', steps: [...document.steps.map((step) => (step.name === 'told' ? { ...step, timeout: 'PT5S' } : step)), { name: 'again', kind: 'debug', arguments: [{ name: 'value', from: { result: 'answer' as const } }] }] }
    await version(changed as never, workflowId)
    const own = unique('loud')
    await api().library.publish.mutate({ workflowId, version: 1, name: own, ...told, extend: true })
    const page = await api().library.get.query({ name: own })
    expect(page.base).toEqual({ name, title: 'Answer 3', number: 1, latest: 1 })
    expect(page.edition.extension).toMatchObject({ extends: `${name}@1`, patches: [{ op: 'add', step: { name: 'again' }, after: 'told' }, { op: 'set', step: 'told', field: 'timeout', value: 'PT5S' }] })
    await version({ ...answering(name, 4), title: 'Answer 3' }, baseId)
    await api().library.publish.mutate({ workflowId: baseId, version: 2, name, ...told })
    expect((await api().library.get.query({ name: own })).base).toMatchObject({ number: 1, latest: 2 })
    await api().library.update.mutate({ workflowId, revision: await revisionOf(workflowId) })
    await api().version.publish.mutate({ workflowId, revision: await revisionOf(workflowId) })
    await api().library.publish.mutate({ workflowId, version: 2, name: own, ...told, extend: true })
    const next = await api().library.get.query({ name: own })
    expect([next.edition.extension?.extends, next.edition.extension?.patches.length, next.base?.number]).toEqual([`${name}@2`, 2, 2])
    expect(next.edition.document.steps[0]).toMatchObject({ config: { expr: '4 * by' } })
  })

  it('is refused where there is nothing to extend, and where no patch can say it', async () => {
    const { workflowId } = await entry(unique('lone'), 5)
    await version({ ...answering('lone_next', 6) }, workflowId)
    expect(await refusal(api().library.publish.mutate({ workflowId, version: 2, ...told, extend: true }))).toMatchObject({ code: 'NO_EXTENSION' })
    const { name } = await entry(unique('base'), 8)
    const installed = await api().library.install.mutate({ name, mode: 'copy' })
    const { document } = await api().workflow.get.query({ id: installed.workflowId })
    const { inputs: _inputs, ...without } = document
    await version({ ...without, steps: [{ name: 'answer', kind: 'expression', config: { expr: '8' } }], return: 'answer' } as never, installed.workflowId)
    const refused = await refusal(api().library.publish.mutate({ workflowId: installed.workflowId, version: 1, name: unique('less'), ...told, extend: true }))
    expect(refused).toMatchObject({ code: 'NO_EXTENSION' })
    expect(refused.message).toContain('Publish it as an entry of its own instead.')
  })
})

describe('finding', () => {
  it('takes every word, a category, a tag; and counts', async () => {
    const name = unique('zebra')
    await entry(name, 3)
    const find = async (query: Parameters<ReturnType<typeof api>['library']['search']['query']>[0]) => (await api().library.search.query(query)).items.map((card) => card.name)
    expect(await find({ query: 'zeb numb' })).toEqual([name])
    expect(await find({ query: 'zebra unicorn' })).toEqual([])
    expect(await find({ query: 'zebra', category: 'Numbers', tag: 'simple' })).toEqual([name])
    expect(await find({ query: 'zebra', category: 'Letters' })).toEqual([])
    expect((await api().library.facets.query()).categories).toContainEqual({ name: 'Numbers', count: expect.any(Number) as number })
    expect(await api().library.facets.query({ query: 'zebra' })).toEqual({ categories: [{ name: 'Numbers', count: 1 }], tags: [{ name: 'simple', count: 1 }], agents: [] })
    expect(await api().library.facets.query({ query: 'zebra', category: 'Letters' })).toMatchObject({ tags: [] })
    await api().library.retire.mutate({ name })
    expect(await find({ query: 'zebra' })).toEqual([])
  })

  it('goes on where a page ended', async () => {
    await entry(unique('page'))
    await entry(unique('page'))
    const first = await api().library.search.query({ query: 'page', limit: 1 })
    const second = await api().library.search.query({ query: 'page', limit: 1, cursor: first.nextCursor ?? '' })
    expect([first.total, second.items.length, second.nextCursor]).toEqual([2, 1, null])
    expect(first.items[0]?.name).not.toBe(second.items[0]?.name)
  })

  it('shows what people think of it, once each', async () => {
    const { name } = await entry(unique('rated'))
    await api().library.rate.mutate({ name, by: 'Ada', stars: 2 })
    await api().library.rate.mutate({ name, by: 'Ben', stars: 5, comment: 'Good' })
    expect(await api().library.rate.mutate({ name, by: 'Ada', stars: 4 })).toMatchObject({ rating: 4.5, ratings: 2 })
  })
})

describe('installing', () => {
  it('makes a workflow with its samples, once for a key', async () => {
    const { name } = await entry(unique('answer'), 4)
    const first = await api().library.install.mutate({ name, mode: 'copy', idempotencyKey: `key-${name}` })
    expect(await api().library.install.mutate({ name, mode: 'copy', idempotencyKey: `key-${name}` })).toEqual(first)
    expect(first).toMatchObject({ name: `${name}_2`, reference: null })
    expect(await valueOf(first.workflowId, { by: 2 })).toBe(8)
    expect((await api().fixture.list.query({ workflowId: first.workflowId })).map(({ fixture }) => fixture)).toMatchObject([{ name: 'Twice', input: { by: 2 } }])
    expect((await api().library.get.query({ name })).card.uses).toBe(1)
  })

  it('brings along what is composed, under free names, and pins it', async () => {
    const inner = unique('inner')
    await version(answering(inner, 6))
    const outer: WorkflowDocument = { eddy: 1, name: unique('outer'), steps: [{ name: 'asking', kind: 'compose', config: { workflow: inner }, arguments: [{ name: 'by', from: { value: 2 } }] }] }
    const workflowId = await version(outer)
    await api().library.publish.mutate({ workflowId, version: 1, ...told })
    const plan = await api().library.installPlan.query({ name: outer.name })
    expect(plan).toMatchObject({ workflowName: `${outer.name}_2`, workflows: [{ name: `${inner}@1`, here: true }], blocks: [] })
    const pinned = await api().library.install.mutate({ name: outer.name, mode: 'pinned' })
    expect(pinned.reference).toBe(`${outer.name}_2@1`)
    // what it composes does not change under it
    const id = (await api().workflow.list.query()).find((row) => row.name === inner)?.id ?? ''
    await version(answering(inner, 60), id)
    expect(await valueOf(pinned.workflowId)).toBe(12)
  })

  it('S-61: suggests what recurs in successful runs, until it is shared', async () => {
    const [one, other] = [unique('first'), unique('second')]
    const pair = (prefix: string) => [{ name: `${prefix}_sum`, kind: 'expression', config: { expr: '40 + 2' } }, { name: `${prefix}_double`, kind: 'expression', config: { expr: 'n * 2' }, arguments: [{ name: 'n', from: { result: `${prefix}_sum` } }] }]
    const first = await version({ eddy: 1, name: one, steps: [...pair('a'), { name: 'extra', kind: 'debug', config: { label: one }, waitFor: ['a_double'] }] })
    const second = await version({ eddy: 1, name: other, steps: [{ name: 'start', kind: 'debug', config: { label: other } }, ...pair('b')] })
    for (const workflowId of [first, first, second]) expect(await valueOf(workflowId)).toBeDefined()
    const common = async () => (await api().library.suggestions.query({ minRuns: 3 })).find(({ steps }) => steps.includes('a_sum') || steps.includes('b_sum'))
    const found = await common()
    expect(found).toMatchObject({ runs: 3, workflows: 2, whole: false })
    expect(found?.steps.map((name) => name.slice(2))).toEqual(['sum', 'double'])
    expect(await api().library.suggestions.query({ minRuns: 4 })).not.toContainEqual(expect.objectContaining({ key: found?.key }))
    const name = unique('pair')
    await api().library.saveTemplate.mutate({ document: { eddy: 1, name, steps: pair('shared') }, name, samples: [], ...told })
    expect(await common()).toBeUndefined()
  })

  it('knows what was said when a workflow was shared before, and what it gave out', async () => {
    const name = unique('again')
    const workflowId = await version(answering(name, 5))
    expect(await api().library.published.query({ workflowId })).toBeNull()
    await api().library.publish.mutate({ workflowId, version: 1, ...told, title: 'Again', category: 'Kept', tags: ['one', 'two'], expose: [{ as: 'number', step: 'answer' }] })
    expect(await api().library.published.query({ workflowId })).toMatchObject({ name, title: 'Again', category: 'Kept', tags: ['one', 'two'], latest: 1, exposed: [{ as: 'number', step: 'answer' }] })
  })

  it('S-58: has slots for agents, is found by them, and binds them to who is here', async () => {
    const name = unique('asking')
    const document: WorkflowDocument = { eddy: 1, name, steps: [{ name: 'build', kind: 'agent.task', config: { agent: 'carpenter', action: 'implement' } }, { name: 'chunk', kind: 'agent.task', config: { pool: 'worker', action: 'process' }, arguments: [{ name: 'chunk', from: { value: 'one two' } }], waitFor: ['build'] }] }
    await api().library.publish.mutate({ workflowId: await version(document), version: 1, ...told })
    expect((await api().library.search.query({ agent: 'carpenter' })).items.map((card) => [card.name, card.agents])).toEqual([[name, ['carpenter', 'worker']]])
    expect((await api().library.facets.query({})).agents).toContainEqual({ name: 'carpenter', count: 1 })
    const plan = await api().library.installPlan.query({ name })
    expect(plan.agents.map(({ name: slot, as, here: filled, exists }) => ({ slot, as, filled, exists }))).toEqual([{ slot: 'carpenter', as: 'agent', filled: 'carpenter', exists: false }, { slot: 'worker', as: 'pool', filled: 'worker', exists: true }])
    expect(plan.agents[0]?.able).toEqual(['developer'])
    expect((await refusal(api().library.install.mutate({ name, mode: 'pinned' }))).message).toContain('There is no agent carpenter here; choose who takes its place.')
    expect((await refusal(api().library.install.mutate({ name, mode: 'pinned', mapping: { agents: { carpenter: 'qa' } } }))).message).toContain('The agent qa cannot implement; choose another one for carpenter.')
    const { workflowId } = await api().library.install.mutate({ name, mode: 'pinned', mapping: { agents: { carpenter: 'developer', worker: 'worker-3' } } })
    expect((await api().workflow.get.query({ id: workflowId })).document.steps.map(({ config }) => config)).toEqual([{ agent: 'developer', action: 'implement' }, { agent: 'worker-3', action: 'process' }])
    expect(await valueOf(workflowId)).toMatchObject({ agent: 'worker-3' })
  })

  it('maps secrets and hosts, and says all that is missing', async () => {
    const name = unique('paying')
    const document: WorkflowDocument = { eddy: 1, name, steps: [{ name: 'pay', kind: 'http.request', config: { method: 'POST', url: 'http://pay.there/charges' }, arguments: [{ name: 'key', from: { secret: 'THEIR_KEY' } }] }] }
    const workflowId = await version(document)
    await api().library.publish.mutate({ workflowId, version: 1, ...told })
    const refused = await refusal(api().library.install.mutate({ name, mode: 'pinned' }))
    expect(refused.code).toBe('MAPPING_NEEDED')
    expect(refused.message).toContain('The secret THEIR_KEY does not exist here')
    expect(refused.message).toContain('http://pay.there may not be called from here')
    const mapping = { secrets: { THEIR_KEY: 'OUR_KEY' }, hosts: { 'http://pay.there': 'http://127.0.0.1:1' } }
    const { workflowId: installed } = await api().library.install.mutate({ name, mode: 'pinned', mapping })
    expect((await api().workflow.get.query({ id: installed })).document.steps[0]).toMatchObject({ config: { url: 'http://127.0.0.1:1/charges' }, arguments: [{ from: { secret: 'OUR_KEY' } }] })
  })

  it('keeps provenance through a fork', async () => {
    const { name } = await entry(unique('answer'))
    const fork = await api().library.install.mutate({ name, mode: 'copy' })
    const document = { ...(await api().workflow.get.query({ id: fork.workflowId })).document, title: 'Forked' } as WorkflowDocument
    await version(document, fork.workflowId)
    await api().library.publish.mutate({ workflowId: fork.workflowId, version: 1, ...told })
    expect((await api().library.get.query({ name: fork.name })).card.origin).toMatchObject({ name, number: 1, contentHash: contentHash(answering(name, 1)) })
  })
})

describe('updating', () => {
  it('is offered, merged with what was changed here, and asks where both changed', async () => {
    const { name, workflowId } = await entry(unique('answer'), 1)
    const mine = await api().library.install.mutate({ name, mode: 'copy' })
    const clashing = await api().library.install.mutate({ name, mode: 'copy' })
    const edit = async (id: string, change: (document: WorkflowDocument) => WorkflowDocument) => {
      const { document, revision } = await api().workflow.get.query({ id })
      await api().workflow.save.mutate({ id, document: change(document as WorkflowDocument) as never, baseRevision: revision })
    }
    await edit(mine.workflowId, (document) => ({ ...document, title: 'Mine' }))
    await edit(clashing.workflowId, (document) => ({ ...document, steps: document.steps.map((step) => (step.name === 'answer' ? { ...step, config: { expr: '5' } } : step)) }))
    expect(await api().library.updates.query({ workflowId: mine.workflowId })).toEqual([])

    await version({ ...answering(name, 2), title: 'Answer 1' }, workflowId)
    await api().library.publish.mutate({ workflowId, version: 2, ...told, note: 'Two now' })
    expect(await api().library.updates.query({ workflowId: mine.workflowId })).toMatchObject([{ name, installed: 1, latest: 2, notes: [{ number: 2, note: 'Two now' }] }])
    const plan = await api().library.updatePlan.query({ workflowId: mine.workflowId })
    expect(plan.diff.steps).toMatchObject([{ path: 'answer', change: 'changed' }])
    await api().library.update.mutate({ workflowId: mine.workflowId, revision: plan.revision })
    expect((await api().workflow.get.query({ id: mine.workflowId })).document).toMatchObject({ title: 'Mine', name: mine.name })
    expect(await valueOf(mine.workflowId)).toBe(2)
    expect(await api().library.updates.query({ workflowId: mine.workflowId })).toEqual([])

    const clash = await api().library.updatePlan.query({ workflowId: clashing.workflowId })
    expect(clash.clashes).toHaveLength(1)
    expect(await refusal(api().library.update.mutate({ workflowId: clashing.workflowId, revision: clash.revision }))).toMatchObject({ code: 'UPDATE_CLASHES' })
    await api().library.update.mutate({ workflowId: clashing.workflowId, revision: clash.revision, document: clash.theirs as never })
    expect(await valueOf(clashing.workflowId)).toBe(2)
  })
})

describe('bundles', () => {
  it('travel from one server to another, are believed when their signer is, and are computed anew', async () => {
    const { name } = await entry(unique('travelling'), 9)
    const bundle = await api().library.export.mutate({ names: [name], signer: 'Ada' })
    const other = clientOf(there)
    const unknown = await refusal(other.library.import.mutate({ bundle }))
    expect(unknown).toMatchObject({ code: 'SIGNER_UNKNOWN', details: { signer: 'Ada', fingerprint: expect.stringMatching(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/) as string } })
    expect((await other.library.search.query({ query: 'travelling' })).items).toEqual([])
    expect(await other.library.import.mutate({ bundle, trust: true })).toMatchObject({ signer: { name: 'Ada' }, packages: [{ name, number: 1, how: 'new' }] })
    expect(await other.library.import.mutate({ bundle })).toMatchObject({ packages: [{ how: 'known' }] })
    expect(await other.library.get.query({ name })).toMatchObject({ card: { source: 'bundle', signer: 'Ada' }, contract: { base: { end: 'succeeded' } } })
  })

  it('carry what an extension extends, so that it is one there too', async () => {
    const { name } = await entry(unique('stem'), 3)
    const { workflowId } = await api().library.install.mutate({ name, mode: 'derived' })
    const { document } = await api().workflow.get.query({ id: workflowId })
    await version({ ...document, steps: document.steps.map((step) => (step.name === 'told' ? { ...step, timeout: 'PT5S' } : step)) } as never, workflowId)
    const own = unique('branch')
    await api().library.publish.mutate({ workflowId, version: 1, name: own, ...told, extend: true })
    const bundle = await api().library.export.mutate({ names: [own], signer: 'Ada' })
    const other = clientOf(there)
    expect(await other.library.import.mutate({ bundle, trust: true })).toMatchObject({ packages: [{ name: own, how: 'new', extends: { name, number: 1 } }] })
    const page = await other.library.get.query({ name: own })
    expect(page).toMatchObject({ base: { name, number: 1 }, edition: { extension: { extends: `${name}@1`, patches: [{ op: 'set', step: 'told', field: 'timeout' }] } } })
    expect(await other.library.get.query({ name })).toMatchObject({ card: { source: 'bundle', signer: 'Ada' } })

    // signed by its own key, and still not what it says that it is
    const [one] = bundle.packages
    if (!one?.extension) throw new Error('the extension did not come with its base')
    const forged = signBundle([{ ...one, extension: { ...one.extension, made: { ...one.extension.made, patches: [] } } }], { key: signingKey(), name: 'Eve', at: new Date() })
    const refused = await refusal(other.library.import.mutate({ bundle: forged, trust: true }))
    expect(refused).toMatchObject({ code: 'BUNDLE_TAMPERED' })
    expect(refused.message).toContain('is not what its patches make of')
  })

  it('are refused when they were changed on their way', async () => {
    const { name } = await entry(unique('tampered'))
    const bundle = await api().library.export.mutate({ names: [name] })
    const [one] = bundle.packages
    const changed = { ...bundle, packages: [{ ...one, document: { ...one?.document, title: 'Other' } }] }
    const other = clientOf(there)
    expect(await refusal(other.library.import.mutate({ bundle: changed, trust: true }))).toMatchObject({ code: 'BUNDLE_TAMPERED' })
    expect(await refusal(other.library.import.mutate({ bundle: { ...bundle, signer: { ...bundle.signer, name: 'Eve' } }, trust: true }))).toMatchObject({ code: 'BUNDLE_TAMPERED' })
    expect((await other.library.search.query({ query: 'tampered' })).items).toEqual([])
  })

  it('never take the place of what belongs to somebody here', async () => {
    const { name } = await entry(unique('owned'))
    const bundle = await api().library.export.mutate({ names: [name] })
    expect(await refusal(api().library.import.mutate({ bundle }))).toMatchObject({ code: 'NAME_TAKEN' })
  })
})

describe('what is shipped', () => {
  it('is in the library once, however many servers start and how often, and installs with all that belongs to it', async () => {
    const { db } = here
    let looks = 0
    let first = 0
    const late = { ...db, prisma: db.prisma.$extends({ query: { libraryEntry: { findUnique: async ({ args, query }) => {
      const found = await query(args)
      // another server ships everything between the last look at the first template and its being written
      if (++looks === 2) first = await shipTemplates(db)
      return found
    } } } }) } as unknown as typeof db
    expect(await shipTemplates(late)).toBe(0)
    expect(first).toBeGreaterThan(30)
    expect(await shipTemplates(db)).toBe(0)
    const found = await api().library.search.query({ query: 'order parcel' })
    expect(found.items).toMatchObject([{ name: 'fulfil_order', coverage: 100 }])
    const { card, edition } = await api().library.get.query({ name: 'fulfil_order' })
    expect(card).toMatchObject({ source: 'shipped', latest: 1, coverage: 100 })
    expect(Object.keys(edition.composed)).toHaveLength(1)
    const { workflowId } = await api().library.install.mutate({ name: 'fulfil_order', mode: 'copy' })
    expect((await api().expectation.list.query({ workflowId })).length).toBeGreaterThan(0)
  })
})
