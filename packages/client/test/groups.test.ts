import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered as data, createClient, EddyProblem, followResults, followRun, pages, type EddyClient } from '../src/index.ts'
import { answered, checkedFetch, documented, lies } from './checked-fetch.ts'
import { openTestServer, type TestServer } from './server.ts'

let server: TestServer
let eddy: EddyClient
beforeAll(async () => {
  server = await openTestServer()
  eddy = createClient({ url: server.url, fetch: checkedFetch })
}, 240_000)
afterAll(() => server.stop())

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const document = (name: string, steps: readonly object[], more: object = {}) => ({ eddy: 1 as const, name, steps, ...more }) as never
const make = (name: string, steps: readonly object[], more: object = {}) => data(eddy.POST('/workflows', { body: { document: document(name, steps, more) } }))
const start = async (workflowId: string, input: object = {}) => (await data(eddy.POST('/runs', { body: { workflowId, input } }))).runId
const ended = async (runId: string) => {
  const types: string[] = []
  for await (const event of followRun(eddy, runId)) types.push(event.type)
  return { types, run: await data(eddy.GET('/runs/{runId}', { params: { path: { runId } } })) }
}
const refusal = (asking: Promise<unknown>) => asking.then(() => undefined, (error: unknown) => (error instanceof EddyProblem ? [error.status, error.code] : error))
const saga = { steps: [code('charge', 'return 40', { undo: 'refund' }), code('ship', 'return args.paid', { arguments: [{ name: 'paid', from: { result: 'charge' } }] })], handlers: [code('refund', 'return null')] }
const stuck = { steps: [code('charge', 'return 1', { undo: 'refund' }), { name: 'ship', kind: 'fail', config: { message: 'nothing is left' }, waitFor: ['charge'] }], handlers: [code('refund', 'return eddy.fail("the bank is down", { retryable: false })')] }

describe('the client, group by group', { timeout: 120_000 }, () => {
  it('workflows: made, read, saved from a revision, validated, imported, exported, removed', async () => {
    const made = await make('draft_one', saga.steps, { handlers: saga.handlers })
    const id = made.id
    const path = { id }
    const read = await eddy.GET('/workflows/{id}', { params: { path } })
    const etag = read.response.headers.get('etag') ?? ''
    expect(etag).toBe(`"${made.revision}"`)
    const unchanged = await eddy.GET('/workflows/{id}', { params: { path, header: { 'If-None-Match': etag } } })
    expect(unchanged.response.status).toBe(304)
    const titled = { ...made.document, title: 'One' }
    const saved = await eddy.PUT('/workflows/{id}', { params: { path, header: { 'If-Match': etag } }, body: { document: titled } })
    expect([saved.response.status, saved.response.headers.get('etag')]).toEqual([200, `"${made.revision + 1}"`])
    const stale = await eddy.PUT('/workflows/{id}', { params: { path, header: { 'If-Match': etag } }, body: { document: titled } })
    expect([stale.response.status, stale.error?.code]).toEqual([412, 'STALE_SAVE'])
    expect(stale.error?.details).toMatchObject({ revision: made.revision + 1, document: { title: 'One' } })
    const bare = await eddy.PUT('/workflows/{id}', { params: { path, header: {} as never }, body: { document: titled } })
    expect([bare.response.status, bare.error?.code]).toEqual([428, 'IF_MATCH_NEEDED'])
    expect(await data(eddy.POST('/workflows/validate', { body: { document: { eddy: 1, name: 'x', steps: [{ name: 'a', kind: 'nothing_such' }] } } }))).toMatchObject({ valid: false, problems: [{ severity: 'error', step: 'a' }] })
    expect(await data(eddy.POST('/workflows/import', { body: { text: 'flowchart LR\n  a[Fetch] --> b[Store]' } }))).toMatchObject({ format: 'mermaid', document: { eddy: 1 } })
    expect(await data(eddy.POST('/workflows/plan-goal', { body: { goal: 'Read a file, then count its words', name: 'count_words' } }))).toMatchObject({ document: { name: 'count_words', steps: [{ kind: 'file.read' }, {}] } })
    const file = { headers: { 'Idempotency-Key': 'import-1' }, body: { text: 'flowchart LR\n  a[Fetch] --> b[Store]', name: 'from_a_file' } }
    const imported = await data(eddy.POST('/workflows/import-file', file))
    expect(await data(eddy.POST('/workflows/import-file', file))).toEqual(imported)
    expect(await refusal(data(eddy.POST('/workflows/import', { body: { text: '{"what": 1}' } })))).toEqual([422, 'INVALID_DOCUMENT'])
    expect((await data(eddy.GET('/workflows/{id}/export', { params: { path, query: { format: 'mermaid' } } }))).text).toContain('flowchart')
    expect(JSON.parse((await data(eddy.GET('/workflows/{id}/export', { params: { path } }))).text)).toMatchObject({ name: 'draft_one', title: 'One' })
    expect(await data(eddy.GET('/templates', { params: { query: { limit: 2 } } }))).toMatchObject({ items: { length: 2 }, nextCursor: expect.any(String) })
    await data(eddy.DELETE('/workflows/{id}', { params: { path } }))
    expect(await refusal(data(eddy.GET('/workflows/{id}', { params: { path } })))).toEqual([404, 'NOT_FOUND'])
  })

  it('lists: every item once, page by page, whatever comes meanwhile', async () => {
    for (const number of [1, 2, 3, 4, 5]) await make(`paged_${number}`, [code('a', 'return 1')])
    const names: string[] = []
    for await (const { name } of pages((cursor) => eddy.GET('/workflows', { params: { query: { limit: 2, ...cursor } } }))) {
      names.push(name)
      if (names.length === 2) await make('paged_late', [code('a', 'return 1')])
    }
    expect(names.filter((name) => name.startsWith('paged_'))).toEqual(['paged_5', 'paged_4', 'paged_3', 'paged_2', 'paged_1'])
    expect(await refusal(data(eddy.GET('/workflows', { params: { query: { cursor: 'made-up' } } })))).toEqual([422, 'INVALID_INPUT'])
  })

  it('versions: published, compared, promoted, rolled back, retired', async () => {
    const { id: workflowId, revision, document: before } = await make('versioned', saga.steps, { handlers: saga.handlers })
    const path = { workflowId }
    const header = (now: number) => ({ 'If-Match': `"${now}"` })
    await data(eddy.GET('/workflows/{workflowId}/publish-check', { params: { path } }))
    const first = await eddy.POST('/workflows/{workflowId}/versions', { params: { path, header: header(revision) }, body: { note: 'first' } })
    expect([first.response.status, first.response.headers.get('location')]).toEqual([201, `/api/v1/workflows/${workflowId}/versions/1`])
    const { revision: next } = await data(eddy.PUT('/workflows/{id}', { params: { path: { id: workflowId }, header: header(revision) }, body: { document: { ...before, title: 'Second' } } }))
    await data(eddy.POST('/workflows/{workflowId}/versions', { params: { path, header: header(next) }, body: { base: 1 } }))
    expect(await data(eddy.GET('/workflows/{workflowId}/versions', { params: { path } }))).toMatchObject({ items: [{ number: 2 }, { number: 1, note: 'first' }], nextCursor: null, draftBase: 2 })
    expect((await data(eddy.GET('/workflows/{workflowId}/versions/{number}', { params: { path: { workflowId, number: 2 } } }))).document.title).toBe('Second')
    expect((await data(eddy.GET('/workflows/{workflowId}/diff', { params: { path, query: { from: 1, to: 2 } } }))).fields).toMatchObject([{ place: ['title'], after: 'Second' }])
    const live = { workflowId, environment: 'live' as const }
    await data(eddy.PUT('/workflows/{workflowId}/environments/{environment}', { params: { path: live }, body: { number: 1, canary: { number: 2, share: 1 } } }))
    const { runId } = await data(eddy.POST('/runs', { body: { workflowId, environment: 'live', input: {} } }))
    expect((await ended(runId)).run).toMatchObject({ version: 2, canary: true, environment: 'live' })
    await data(eddy.PUT('/workflows/{workflowId}/environments/{environment}', { params: { path: live }, body: { number: 1, reason: 'back' } }))
    expect((await data(eddy.GET('/workflows/{workflowId}/environment-moves', { params: { path } }))).items).toMatchObject([{ to: 1, reason: 'back' }, { to: 1, canary: 2 }])
    expect(await refusal(data(eddy.POST('/workflows/{workflowId}/versions/{number}/retire', { params: { path: { workflowId, number: 1 } }, body: {} })))).toEqual([409, 'VERSION_IN_USE'])
    await data(eddy.POST('/workflows/{workflowId}/versions/{number}/retire', { params: { path: { workflowId, number: 2 } }, body: { reason: 'slow' } }))
    await data(eddy.POST('/workflows/{workflowId}/versions/{number}/revive', { params: { path: { workflowId, number: 2 } } }))
    const restored = await data(eddy.POST('/workflows/{workflowId}/versions/{number}/restore', { params: { path: { workflowId, number: 1 }, header: header(next) } }))
    await data(eddy.POST('/workflows/{workflowId}/rebase', { params: { path, header: header(restored.revision) }, body: { onto: 2 } }))
    await data(eddy.GET('/workflows/{workflowId}/outcomes', { params: { path, query: { since: '2020-01-01T00:00:00Z' } } }))
    await data(eddy.GET('/dependents/{name}', { params: { path: { name: 'versioned' } } }))
    expect((await data(eddy.GET('/dependencies/{name}', { params: { path: { name: 'versioned' } } }))).nodes).toMatchObject([{ name: 'versioned', layer: 0 }])
  })

  it('runs: started once, followed, listed by filters, read', async () => {
    const { id } = await make('runner', saga.steps, { handlers: saga.handlers, inputs: [{ name: 'order', default: {} }] })
    const key = { 'Idempotency-Key': 'order-7' }
    const asked = { params: { header: key }, body: { workflowId: id, input: { order: { id: 7 } } } }
    const first = await eddy.POST('/runs', asked)
    const second = await eddy.POST('/runs', asked)
    expect([first.response.status, second.data, second.response.headers.get('idempotent-replayed')]).toEqual([201, first.data, 'true'])
    const runId = first.data?.runId ?? ''
    expect(first.response.headers.get('location')).toBe(`/api/v1/runs/${runId}`)
    const { types, run } = await ended(runId)
    expect([types[0], types.at(-1), run.status]).toEqual(['run.started', 'run.succeeded', 'succeeded'])
    const page = await data(eddy.GET('/runs/{runId}/events', { params: { path: { runId }, query: { limit: 2 } } }))
    expect(page.items.map(({ seq }) => seq)).toEqual([1, 2])
    const more = await data(eddy.GET('/runs/{runId}/events', { params: { path: { runId }, query: { cursor: page.nextCursor } } }))
    expect(more.items.map(({ seq }) => seq)).toEqual(types.slice(2).map((_, index) => index + 3))
    const late: number[] = []
    for await (const { seq } of followRun(eddy, runId, { after: '3' })) late.push(seq)
    expect(late).toEqual(types.slice(3).map((_, index) => index + 4))
    expect((await data(eddy.GET('/runs', { params: { query: { workflowId: id, status: ['succeeded', 'failed'], input: JSON.stringify([{ path: ['order', 'id'], equals: 7 }]), limit: 5 } } }))).items.map((row) => row.id)).toEqual([runId])
    expect(await data(eddy.GET('/runs/count', { params: { query: { workflowId: id } } }))).toEqual({ total: 1, statuses: { succeeded: 1 } })
    expect(await refusal(data(eddy.GET('/runs', { params: { query: { status: ['lost'] as never } } })))).toEqual([400, 'INVALID_REQUEST'])
    expect((await data(eddy.GET('/runs/{runId}/log', { params: { path: { runId } } }))).events).toHaveLength(types.length)
    expect((await data(eddy.GET('/runs/{runId}/results', { params: { path: { runId } } }))).steps).toMatchObject({ charge: { status: 'succeeded', value: 40 } })
    expect((await data(eddy.POST('/workflows/{workflowId}/part-plan', { params: { path: { workflowId: id } }, body: { target: 'charge', mode: 'to' } }))).plan).toBeDefined()
    const fixture = await data(eddy.POST('/runs/{runId}/fixture', { params: { path: { runId } }, body: { name: 'seven' } }))
    expect(fixture.fixture.input).toEqual({ order: { id: 7 } })
    expect((await data(eddy.POST('/runs/{runId}/fork', { params: { path: { runId } }, body: {} }))).document.title).toBe('runner (from a run)')
    expect((await data(eddy.POST('/runs/{runId}/fork', { params: { path: { runId } }, body: { at: 1, title: 'As it began', fixture: 'begun' } }))).document.title).toBe('As it began')
    expect(await data(eddy.GET('/runs/{runId}/compare/{otherId}', { params: { path: { runId, otherId: runId } } }))).toMatchObject({ sameVersion: true, input: [], steps: [] })
    const tried = await data(eddy.POST('/runs', { body: { workflowId: id, input: {}, override: { name: 'fifty', fields: [{ step: 'charge', field: 'config', now: { source: 'return 50' } }] } } }))
    expect((await ended(tried.runId)).run).toMatchObject({ value: 50, trial: { override: { name: 'fifty' } } })
    expect(await data(eddy.POST('/runs/{runId}/accept-override', { params: { path: { runId: tried.runId } }, body: { by: 'Ada' } }))).toMatchObject({ name: 'fifty', acceptedBy: 'Ada', version: null })
    const faults = await eddy.POST('/runs', { body: { workflowId: 7, version: 'new' } as never })
    expect(faults.error?.problems?.map(({ in: where, path }) => [where, path])).toEqual([['body', '/workflowId'], ['body', '/version']])
  })

  it('the runs that the steps of a run have started', async () => {
    await make('inner_list', [code('a', 'return 1')])
    const { id } = await make('outer_list', ['first', 'second'].map((name) => ({ name, kind: 'workflow.run', config: { workflow: 'inner_list' } })))
    const runId = await start(id)
    expect((await ended(runId)).run.status).toBe('succeeded')
    const origins = async (query: { step?: string }) => (await data(eddy.GET('/runs/{runId}/children', { params: { path: { runId }, query } }))).map(({ status, origin }) => [status, origin?.runId, origin?.step])
    const both = await origins({})
    expect(both).toHaveLength(2)
    expect(both).toEqual(expect.arrayContaining([['succeeded', runId, 'first'], ['succeeded', runId, 'second']]))
    expect(await origins({ step: 'second' })).toEqual([['succeeded', runId, 'second']])
  })

  it('verbs: cancelled with a preview, halted, resumed, signalled, run again, restarted, undone, adapted', async () => {
    const { id } = await make('waiting', [code('room', 'return 1', { undo: 'leave' }), { name: 'rest', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['room'] }], { handlers: [code('leave', 'return null')] })
    const waiting = async () => {
      const runId = await start(id)
      await expect.poll(async () => (await data(eddy.GET('/runs/{runId}/results', { params: { path: { runId } } }))).steps['rest']?.status, { timeout: 60_000 }).toBe('waiting')
      return { path: { runId } }
    }
    const first = await waiting()
    expect(await data(eddy.GET('/runs/{runId}/cancel-preview', { params: first }))).toMatchObject({ undone: [{ path: 'room' }] })
    expect(await refusal(data(eddy.POST('/runs/{runId}/cancel', { params: first, body: { expect: [] } })))).toEqual([409, 'RUN_MOVED_ON'])
    await data(eddy.POST('/runs/{runId}/cancel', { params: first, body: { expect: ['room'] } }))
    expect((await ended(first.path.runId)).run).toMatchObject({ status: 'cancelled', undone: 1 })
    const second = await waiting()
    await data(eddy.POST('/runs/{runId}/halt', { params: second, body: { reason: 'lunch' } }))
    expect(await data(eddy.POST('/runs/{runId}/signals', { params: second, body: { name: 'go', payload: { at: 1 } } }))).toMatchObject({ delivered: expect.any(Boolean) })
    expect(await refusal(data(eddy.POST('/runs/{runId}/retry-now', { params: second, body: {} })))).toEqual([409, 'INVALID_STATE'])
    const asking = await make('asking', [code('ask', 'return eddy.halt("sure?")')])
    const halted = { path: { runId: await start(asking.id) } }
    expect((await ended(halted.path.runId)).run.status).toBe('halted')
    await data(eddy.POST('/runs/{runId}/adapt', { params: halted, body: { document: { ...asking.document, title: 'Adapted' } } }))
    await data(eddy.POST('/runs/{runId}/resume', { params: halted, body: { payload: 42 } }))
    const after: number[] = []
    for await (const { seq } of followRun(eddy, halted.path.runId, { after: '4' })) after.push(seq)
    const { id: done } = await make('done', saga.steps, { handlers: saga.handlers })
    const over = { path: { runId: await start(done) } }
    await ended(over.path.runId)
    expect((await data(eddy.POST('/runs/{runId}/again-plan', { params: over, body: {} }))).kept).toEqual([])
    const again = await data(eddy.POST('/runs/{runId}/again', { params: over, body: {} }))
    const restarted = await data(eddy.POST('/runs/{runId}/restart', { params: over, body: { step: 'ship' } }))
    expect((await ended(again.runId)).run.origin).toMatchObject({ how: 'again' })
    expect((await ended(restarted.runId)).run.origin).toMatchObject({ how: 'restart', from: 'ship', kept: 1 })
    await data(eddy.POST('/runs/{runId}/undo', { params: over }))
    await expect.poll(async () => (await data(eddy.GET('/runs/{runId}', { params: over }))).undone, { timeout: 60_000 }).toBe(1)
    expect(await data(eddy.POST('/runs/bulk', { body: { verb: 'again', runs: { ids: [again.runId] } } }))).toMatchObject({ done: [again.runId], refused: [] })
    expect(await refusal(data(eddy.POST('/runs/{runId}/cancel', { params: over, body: {} })))).toEqual([409, 'RUN_OVER'])
    expect(await refusal(data(eddy.POST('/runs/{runId}/take-up', { params: over })))).toEqual([409, 'INVALID_STATE'])
  })

  it('failures and workbench: found, owned, noted, settled', async () => {
    const { id } = await make('stuck', stuck.steps, { handlers: stuck.handlers })
    const runId = await start(id)
    expect((await ended(runId)).run.status).toBe('rollback_incomplete')
    const failures = await data(eddy.GET('/failures', { params: { query: { since: '2020-01-01T00:00:00Z', workflowId: id } } }))
    expect(failures.items).toMatchObject([{ workflowName: 'stuck', runs: 1, state: 'open' }])
    expect(await data(eddy.POST('/failures/triage', { body: { fingerprints: [failures.items[0]?.fingerprint ?? ''], owner: 'Ada' } }))).toEqual({ changed: 1 })
    expect((await data(eddy.GET('/workbench', { params: { query: { workflowId: id } } }))).items).toMatchObject([{ runId, step: 'charge', kind: 'failed' }])
    expect(await data(eddy.POST('/workbench/note', { body: { items: [{ runId, step: 'charge' }], owner: 'Ada' } }))).toEqual({ changed: 1 })
    await data(eddy.POST('/workbench/resolve', { body: { items: [{ runId, step: 'charge' }], settling: { how: 'retry' } } }))
    await expect.poll(async () => (await data(eddy.GET('/workbench', { params: { query: { workflowId: id } } }))).items.length, { timeout: 60_000 }).toBe(1)
    await data(eddy.POST('/runs/{runId}/resolve-undo', { params: { path: { runId } }, body: { resolution: { step: 'charge', how: 'skipped', reason: 'by hand' } } }))
  })

  it('inbox: asked and answered', async () => {
    const { id } = await make('approving', [{ name: 'ok', kind: 'approval', config: { title: 'Release?', role: 'lead', timeout: 'PT1H' } }])
    const runId = await start(id)
    await expect.poll(async () => (await data(eddy.GET('/inbox', { params: { query: { runId } } }))).items.length, { timeout: 60_000 }).toBe(1)
    const [question] = (await data(eddy.GET('/inbox', { params: { query: { runId } } }))).items
    const path = { id: question?.id ?? '' }
    const choice = question?.options[0]?.value ?? ''
    expect(await data(eddy.POST('/inbox/{id}/answer', { params: { path }, body: { choice, by: 'Ada' } }))).toEqual({ answered: true })
    expect(await refusal(data(eddy.POST('/inbox/{id}/answer', { params: { path }, body: { choice } })))).toEqual([409, 'ALREADY_ANSWERED'])
    expect((await ended(runId)).run.status).toBe('succeeded')
    await data(eddy.GET('/notices', { params: { query: { limit: 1 } } }))
    await data(eddy.POST('/notices/read', { body: { keys: ['none'] } }))
  })

  it('tasks: listed, claimed, kept, given back, failed and completed', async () => {
    const { id } = await make('queued', [{ name: 'print', kind: 'agent.task', config: { queue: 'paper' }, arguments: [{ name: 'page', from: { value: 1 } }], retry: { max: 1, backoff: { initial: 'PT0.01S' } } }])
    const runId = await start(id)
    const claim = async () => (await data(eddy.POST('/tasks/claim', { body: { queues: ['paper'], worker: 'Ada', waitSeconds: 20 } }))).task
    const first = await claim()
    expect(first).toMatchObject({ runId, step: 'print', payload: { page: 1 }, fence: 1 })
    const at = (task: { taskId: string } | null) => ({ path: { id: task?.taskId ?? '' } })
    expect(await data(eddy.POST('/tasks/{id}/heartbeat', { params: at(first), body: { fence: 1, progress: 0.5 } }))).toMatchObject({ wanted: true })
    await expect.poll(async () => (await data(eddy.GET('/tasks', { params: { query: { queue: 'paper' } } }))).items, { timeout: 60_000 }).toMatchObject([{ status: 'claimed', worker: 'Ada', progress: 0.5 }])
    expect(await data(eddy.POST('/tasks/{id}/release', { params: at(first), body: { fence: 1 } }))).toEqual({ released: true })
    expect(await refusal(data(eddy.POST('/tasks/{id}/complete', { params: at(first), body: { fence: 1 } })))).toEqual([409, 'TASK_NOT_HELD'])
    const again = await claim()
    expect(await data(eddy.POST('/tasks/{id}/fail', { params: at(again), body: { fence: 2, message: 'the paper jammed' } }))).toEqual({ failed: true })
    const last = await claim()
    expect(last).toMatchObject({ attempt: 2, fence: 1, idempotencyKey: first?.idempotencyKey })
    expect(await data(eddy.POST('/tasks/{id}/complete', { params: at(last), body: { fence: 1, value: 'printed' } }))).toEqual({ completed: true })
    expect((await ended(runId)).run).toMatchObject({ status: 'succeeded', value: 'printed' })
  })

  it('tasks: taken back from a worker, and settled in its place', async () => {
    const { id } = await make('by_hand', [{ name: 'print', kind: 'agent.task', config: { queue: 'counter' }, arguments: [{ name: 'page', from: { value: 1 } }] }])
    const runId = await start(id)
    const { task } = await data(eddy.POST('/tasks/claim', { body: { queues: ['counter'], worker: 'printer-9', waitSeconds: 20 } }))
    const at = { path: { id: task?.taskId ?? '' } }
    const listed = async () => (await data(eddy.GET('/tasks', { params: { query: { query: 'COUNT' } } }))).items
    await expect.poll(listed, { timeout: 60_000 }).toMatchObject([{ status: 'claimed', worker: 'printer-9' }])
    expect(await data(eddy.POST('/tasks/{id}/take-back', { params: at, body: { by: 'Ada', reason: 'it hangs' } }))).toEqual({ takenBack: true })
    await expect.poll(listed, { timeout: 60_000 }).toMatchObject([{ status: 'offered', worker: null }])
    expect(await refusal(data(eddy.POST('/tasks/{id}/take-back', { params: at, body: { by: 'Ada', reason: 'it hangs' } })))).toEqual([409, 'TASK_NOT_HELD'])
    expect(await refusal(data(eddy.POST('/tasks/{id}/complete', { params: at, body: { fence: 1 } })))).toEqual([409, 'TASK_NOT_HELD'])
    expect(await data(eddy.POST('/tasks/{id}/settle', { params: at, body: { by: 'Ada', reason: 'printed at the counter', outcome: { kind: 'ok', value: 'done' } } }))).toEqual({ settled: true })
    expect((await ended(runId)).run).toMatchObject({ status: 'succeeded', value: 'done' })
    await expect.poll(listed, { timeout: 60_000 }).toEqual([])
  })

  it('library: shared, found, installed once, exported and imported', async () => {
    const { id: workflowId, revision } = await make('sharing', saga.steps, { handlers: saga.handlers, title: 'Sharing' })
    await data(eddy.POST('/workflows/{workflowId}/versions', { params: { path: { workflowId }, header: { 'If-Match': `"${revision}"` } }, body: {} }))
    expect(await data(eddy.POST('/library', { body: { workflowId, version: 1, tags: ['pay'] } }))).toMatchObject({ card: { name: 'sharing' }, number: 1 })
    expect((await data(eddy.GET('/library', { params: { query: { query: 'sharing' } } }))).items).toMatchObject([{ name: 'sharing' }])
    await data(eddy.GET('/library/facets', {}))
    expect(Array.isArray(await data(eddy.GET('/library/suggestions', { params: { query: { minRuns: 2 } } })))).toBe(true)
    expect(await data(eddy.GET('/workflows/{workflowId}/published-entry', { params: { path: { workflowId } } }))).toMatchObject({ name: 'sharing', tags: ['pay'], latest: 1, exposed: [] })
    const path = { name: 'sharing' }
    expect((await data(eddy.GET('/library/{name}', { params: { path } }))).versions).toHaveLength(1)
    expect((await data(eddy.POST('/library/{name}/install-plan', { params: { path }, body: {} }))).blocks).toEqual([])
    const once = { params: { path, header: { 'Idempotency-Key': 'install-1' } }, body: { mode: 'copy' as const } }
    const installed = await data(eddy.POST('/library/{name}/install', once))
    expect(await data(eddy.POST('/library/{name}/install', once))).toEqual(installed)
    await data(eddy.GET('/library/updates', {}))
    await data(eddy.GET('/workflows/{workflowId}/update-plan', { params: { path: { workflowId: installed.workflowId } } }))
    await data(eddy.POST('/library/{name}/ratings', { params: { path }, body: { by: 'Ada', stars: 5 } }))
    const bundle = await data(eddy.POST('/library/export', { body: { names: ['sharing'] } }))
    // it is this server's own: only another one takes it in
    expect(await refusal(data(eddy.POST('/library/import', { body: { bundle } })))).toEqual([409, 'NAME_TAKEN'])
    await data(eddy.POST('/library/{name}/retire', { params: { path }, body: {} }))
    expect(await data(eddy.GET('/workflows/{workflowId}/installation', { params: { path: { workflowId: installed.workflowId } } }))).toMatchObject({ name: 'sharing', mode: 'copy' })
    const { id } = await make('a_template', [code('one', 'return 1')])
    const { document } = await data(eddy.GET('/workflows/{id}', { params: { path: { id } } }))
    expect(await data(eddy.POST('/library/templates', { body: { name: 'from_nothing', document: { ...document, name: 'from_nothing' } } }))).toMatchObject({ card: { name: 'from_nothing' } })
  })

  it('triggers: tried out, made, fired once for a key, paused, removed', async () => {
    const { id: workflowId } = await make('triggered', [code('one', 'return 1')])
    expect(await data(eddy.POST('/triggers/preview', { body: { workflowId, kind: 'manual', runs: { draft: true } } }))).toMatchObject({ problems: [] })
    expect((await data(eddy.POST('/triggers/times', { body: { config: { kind: 'schedule', when: { every: 'cron', cron: '0 9 * * 1', zone: 'Europe/Berlin' } } } }))).times).toHaveLength(5)
    const { id, revision } = await data(eddy.POST('/triggers', { body: { workflowId, settings: { name: 'by hand', config: { kind: 'manual' }, runs: { draft: true } } } }))
    expect((await data(eddy.GET('/triggers', { params: { query: { workflowId } } }))).items).toMatchObject([{ id, revision }])
    const once = { params: { path: { id }, header: { 'Idempotency-Key': 'fire-1' } }, body: {} }
    const fired = await data(eddy.POST('/triggers/{id}/fire', once))
    expect(await data(eddy.POST('/triggers/{id}/fire', once))).toEqual(fired)
    expect((await data(eddy.GET('/triggers/{triggerId}/firings', { params: { path: { triggerId: id } } }))).items).toHaveLength(1)
    expect(await data(eddy.POST('/triggers/{id}/enable', { params: { path: { id } }, body: { enabled: false } }))).toMatchObject({ enabled: false })
    expect(await data(eddy.GET('/triggers/{id}', { params: { path: { id } } }))).toMatchObject({ enabled: false, next: [] })
    await data(eddy.DELETE('/triggers/{id}', { params: { path: { id } } }))
    expect(await refusal(data(eddy.GET('/triggers/{id}', { params: { path: { id } } })))).toEqual([404, 'NOT_FOUND'])
  })

  it('fixtures and expectations: kept from a revision, removed', async () => {
    const { id: workflowId } = await make('rehearsed', saga.steps, { handlers: saga.handlers })
    const path = { workflowId }
    const made = await eddy.POST('/workflows/{workflowId}/fixtures', { params: { path }, body: { fixture: { name: 'big', input: {}, pins: {} } } })
    const fixtureId = made.data?.id ?? ''
    const etag = made.response.headers.get('etag') ?? ''
    const save = () => eddy.PUT('/workflows/{workflowId}/fixtures/{fixtureId}', { params: { path: { workflowId, fixtureId }, header: { 'If-Match': etag } }, body: { fixture: { name: 'bigger', input: {}, pins: {} } } })
    expect((await save()).response.status).toBe(200)
    expect((await save()).error?.code).toBe('STALE_SAVE')
    expect((await data(eddy.GET('/workflows/{workflowId}/fixtures', { params: { path } }))).items).toMatchObject([{ fixture: { name: 'bigger' } }])
    await data(eddy.DELETE('/fixtures/{id}', { params: { path: { id: fixtureId } } }))
    const cell = { fixture: '', step: 'ship', kind: 'fail' as const }
    await data(eddy.PUT('/workflows/{workflowId}/expectations', { params: { path }, body: { expectations: [{ ...cell, end: 'rolled_back', undone: ['charge'], residue: [] }] } }))
    expect((await data(eddy.GET('/workflows/{workflowId}/expectations', { params: { path } }))).items).toMatchObject([cell])
    expect(await data(eddy.POST('/workflows/{workflowId}/expectations/remove', { params: { path }, body: { cells: [cell] } }))).toEqual({ removed: 1 })
  })

  it('the server: secrets are written and never read, storage, views, health, what steps have left', async () => {
    expect(await data(eddy.PUT('/secrets/{name}', { params: { path: { name: 'api_key' } }, body: { value: 'v4lue-4711' } }))).toEqual({ name: 'api_key', created: true })
    expect(JSON.stringify(await data(eddy.GET('/secrets', {})))).not.toContain('4711')
    await data(eddy.DELETE('/secrets/{name}', { params: { path: { name: 'api_key' } } }))
    expect(await data(eddy.GET('/health', {}))).toEqual({ ok: true, database: 'embedded' })
    await data(eddy.GET('/system', {}))
    await data(eddy.GET('/storage', {}))
    await data(eddy.PUT('/storage/retention', { body: { days: 90, failedDays: null } }))
    await data(eddy.POST('/storage/clean-up-preview', { body: {} }))
    await data(eddy.POST('/storage/clean-up', {}))
    await data(eddy.POST('/storage/compact', {}))
    await data(eddy.GET('/doctor', {}))
    const view = await data(eddy.POST('/views', { body: { name: 'left', filter: { left: true } } }))
    await data(eddy.PUT('/views/{id}', { params: { path: { id: view.id } }, body: { name: 'left over', filter: { left: true } } }))
    expect((await data(eddy.GET('/views', {}))).items).toMatchObject([{ name: 'left over' }])
    await data(eddy.DELETE('/views/{id}', { params: { path: { id: view.id } } }))
    await data(eddy.GET('/claims'))
    expect(await refusal(data(eddy.POST('/claims/{id}/release', { params: { path: { id: 'none' } }, body: { reason: 'nobody works on it' } })))).toEqual([404, 'NOT_FOUND'])
    await data(eddy.GET('/handoffs'))
    await data(eddy.GET('/agents'))
    await data(eddy.GET('/metrics'))
  })

  it('tokens: made, listed without their secret, revoked', async () => {
    const { token, secret } = await data(eddy.POST('/tokens', { body: { name: 'reader', scopes: ['read'] } }))
    const reader = createClient({ url: server.url, token: secret, fetch: checkedFetch })
    await data(reader.GET('/workflows', {}))
    expect(await refusal(data(reader.POST('/workflows', { body: {} })))).toEqual([403, 'SCOPE_NEEDED'])
    const list = await data(eddy.GET('/tokens', {}))
    expect(list.items).toMatchObject([{ name: 'reader', state: 'active', usedAt: expect.any(String) }])
    expect(JSON.stringify(list)).not.toContain(secret)
    await data(eddy.DELETE('/tokens/{id}', { params: { path: { id: token.id } } }))
    expect(await refusal(data(reader.GET('/workflows', {})))).toEqual([401, 'TOKEN_REVOKED'])
  })

  it('results of a map come in the order in which they end, and go on from a cursor', async () => {
    const { id } = await make('streaming', [{ name: 'each', kind: 'map', config: { concurrency: 3, onElementError: 'collect' }, arguments: [{ name: 'source', from: { value: ['a', 'b', 'c'] } }], steps: [{ name: 'come', kind: 'wait.signal', config: { name: 'go', correlation: 'who' }, arguments: [{ name: 'who', from: { element: 'each' } }] }, code('made', 'if (args.it === "bad") return eddy.fail("bad", { retryable: false }); return args.it + "!"', { arguments: [{ name: 'it', from: { result: 'come' } }] })] }])
    const runId = await start(id)
    const send = (correlation: string, payload: string) => data(eddy.POST('/runs/{runId}/signals', { params: { path: { runId } }, body: { name: 'go', correlation, payload } }))
    const results: object[] = []
    const following = (async () => {
      for await (const result of followResults(eddy, { runId, step: 'each' })) {
        results.push(result.status === 'succeeded' ? { index: result.index, value: result.value } : { index: result.index, code: result.error.message })
        if (results.length === 1) await send('a', 'bad')
        if (results.length === 2) await send('b', 'last')
      }
    })()
    await send('c', 'first')
    await following
    expect(await data(eddy.GET('/runs/{runId}/waits', { params: { path: { runId } } }))).toEqual({ waits: null, stuck: null, driver: { server: expect.any(String), engine: 'embedded', version: expect.any(String), alive: null }, silent: null })
    expect(results).toEqual([{ index: 2, value: 'first!' }, { index: 0, code: 'bad' }, { index: 1, value: 'last!' }])
    const path = { runId, step: 'each' }
    const page = await data(eddy.GET('/runs/{runId}/results/{step}', { params: { path, query: { limit: 1 } } }))
    expect(page).toMatchObject({ items: [{ index: 2 }], over: false })
    expect(await data(eddy.GET('/runs/{runId}/results/{step}', { params: { path, query: { cursor: page.nextCursor } } }))).toMatchObject({ items: [{ index: 0, status: 'failed' }, { index: 1 }], over: true })
    expect(await refusal(data(eddy.GET('/runs/{runId}/results/{step}', { params: { path: { runId, step: 'nothing' } } })))).toEqual([404, 'NOT_FOUND'])
  })

  it('follows runs, tasks, the inbox and the workbench as they change', async () => {
    const { id } = await make('watched', [code('a', 'return 1')])
    const stop = new AbortController()
    const first = async (path: string) => {
      const response = await eddy.fetch(`${eddy.url}${path}`, { headers: { accept: 'text/event-stream' }, signal: stop.signal })
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      for (let read = await reader?.read(); read && !read.done && !(text += read.value).includes('data:'); ) read = await reader?.read()
      return text
    }
    const changes = first('/runs/changes')
    expect(await first('/inbox/changes')).toMatch(/event: open\ndata: \{"open":\d+,"notices":\d+\}/)
    expect(await first('/workbench/changes')).toMatch(/event: total\ndata: \{"total":\d+\}/)
    await start(id)
    expect(await changes).toContain('"workflowName":"watched"')
    expect((await eddy.GET('/runs/changes')).response.status).toBe(406)
    const tasks = first('/tasks/changes')
    const { id: asking } = await make('asks', [{ name: 'print', kind: 'agent.task', config: { queue: 'followed' } }])
    await start(asking)
    expect(await tasks).toMatch(/event: changed\ndata: \{"offered":\d+\}/)
    stop.abort()
  })

  it('has asked every address, and every answer was as documented', { retry: 0 }, () => {
    expect(lies).toEqual([])
    // each needs a second server, a large value, a stream, a waiting retry or a run that stands still: tested on its own
    const rare = ['GET /runs/{runId}/values/{hash}', 'POST /workflows/{workflowId}/update', 'POST /library/import', 'GET /runs/changes', 'GET /inbox/changes', 'GET /workbench/changes', 'GET /claims/changes', 'GET /tasks/changes', 'POST /claims/{id}/release', 'GET /triggers/changes', 'POST /runs/{runId}/retry-now', 'POST /runs/{runId}/take-up']
    expect(documented.filter((address) => !answered.has(address) && !rare.includes(address))).toEqual([])
  })
})
