import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { newId } from '../src/new-id.ts'
import { RunHost } from '../src/run/run-host.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let workflowId: string
let runId: string
let triggers: readonly string[]

const ask = (url: string, headers: { readonly [name: string]: string } = {}) => app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { host: '127.0.0.1', ...headers } })
const send = async (url: string, payload: object) => (await app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { host: '127.0.0.1' }, payload })).json() as { readonly id: string; readonly runId: string }
const at = (list: string, cursor: string) => ask(`${list}${list.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`)
const said = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const fire = (triggerId: string, second: number) => db.prisma.triggerFiring.create({ data: { id: newId(), triggerId, key: newId(), state: 'skipped', event: {}, at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)) } })

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [], requestKey: randomBytes(32) })
  workflowId = (await send('/workflows', { document: { eddy: 1, name: 'paged', steps: [{ name: 'one', kind: 'map', config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: [1, 2, 3] } }], steps: [{ name: 'each', kind: 'expression', config: { expr: '1' } }] }] } })).id
  for (const name of ['second', 'third']) await send('/workflows', { document: { eddy: 1, name, steps: [] } })
  for (let index = 0; index < 3; index++) ({ runId } = await send('/runs', { workflowId, input: {} }))
  triggers = await Promise.all(['a', 'b'].map(async (name) => (await db.prisma.trigger.create({ data: { id: newId(), workflowId, name, kind: 'api', config: { kind: 'api' }, runs: { draft: true }, overlap: 'allow', enabled: true } })).id))
  for (const id of triggers) for (let second = 0; second < 5; second++) await fire(id, second)
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const lists = () => [
  '/workflows', '/templates', `/workflows/${workflowId}/versions`, `/workflows/${workflowId}/environment-moves`, '/dependents/paged', '/runs', `/runs/${runId}/events`, `/runs/${runId}/results/one`, '/triggers', ...triggers.map((id) => `/triggers/${id}/firings`),
  '/inbox', '/notices', '/tasks', '/failures?since=2026-01-01T00:00:00Z', '/workbench', '/library', '/library?sort=name', '/library?sort=newest', '/library/updates', `/workflows/${workflowId}/fixtures`, `/workflows/${workflowId}/expectations`,
  '/tokens', '/views', '/claims', '/metrics', '/handoffs', '/agents',
]

const FORGED = [
  'abc', '%%%', '\0', 'A'.repeat(7000), ...[[], [1], [-1], [1.5], [2 ** 60], [3e9], ['x'], [1, 2], ['x', 'y'], ['2026-01-01T00:00:00.000Z', 'y'], ['2026-01-01T00:00:00.000Z', 5], [0, 'x'], ['-000500-01-01T00:00:00.000Z', 'x'], ['a', 'b', 'c'], { a: 1 }, null, 7, '[1e999]'].map(said),
]

describe('a cursor', () => {
  it('that a list has not given is refused by it, with a problem', async () => {
    const wrong: unknown[] = []
    for (const list of lists()) {
      for (const cursor of FORGED) {
        const { statusCode, headers } = await at(list, cursor)
        if (statusCode !== 422 || !String(headers['content-type']).includes('application/problem+json')) wrong.push([list, cursor, statusCode])
      }
    }
    expect(wrong).toEqual([])
  })

  it('of its own list with values that the list cannot have is refused as well', async () => {
    const times = ['-000500-01-01T00:00:00.000Z', '+200000-09-13T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '2026-01-01', 5]
    for (const time of times) expect([time, (await at('/runs', said(['run.list', time, 'x']))).statusCode]).toEqual([time, 422])
    for (const after of [3e9, -1, 1.5, '1']) expect([after, (await at(`/runs/${runId}/events`, said([`/api/v1/runs/${runId}/events`, after]))).statusCode]).toEqual([after, 422])
    expect((await at(`/runs/${runId}/events`, said([`/api/v1/runs/${runId}/events`, 2 ** 31 - 1]))).json()).toMatchObject({ items: [] })
  })

  it('of another list is refused: of another kind, of another run, trigger or order', async () => {
    const given = await Promise.all(lists().map(async (list) => ({ list, cursor: (await ask(`${list}${list.includes('?') ? '&' : '?'}limit=1`)).json().nextCursor as string | null })))
    const cursors = given.flatMap(({ list, cursor }) => (typeof cursor === 'string' ? [{ list, cursor }] : []))
    expect(cursors.map(({ list }) => list)).toEqual(expect.arrayContaining(['/workflows', '/runs', `/runs/${runId}/events`, `/triggers/${triggers[0]}/firings`]))
    const wrong: unknown[] = []
    for (const { list, cursor } of cursors) {
      for (const other of lists()) {
        const { statusCode } = await at(other, cursor)
        if (statusCode !== (list === other ? 200 : 422)) wrong.push([list, other, statusCode])
      }
    }
    expect(wrong).toEqual([])
  })

  it('goes on behind a firing that was pruned meanwhile, or is in another state', async () => {
    const list = `/triggers/${triggers[1]}/firings?limit=2&states=skipped`
    const first = (await ask(list)).json() as { readonly items: readonly { readonly id: string }[]; readonly nextCursor: string }
    const last = first.items.at(-1)?.id ?? ''
    await db.prisma.triggerFiring.update({ where: { id: last }, data: { state: 'started' } })
    const changed = (await at(list, first.nextCursor)).json().items as readonly { readonly id: string }[]
    await db.prisma.triggerFiring.delete({ where: { id: last } })
    expect((await at(list, first.nextCursor)).json().items).toEqual(changed)
    expect(changed).toHaveLength(2)
    const all = (await ask(`/triggers/${triggers[1]}/firings`)).json().items as readonly { readonly id: string }[]
    expect(changed.map(({ id }) => id)).toEqual(all.slice(1, 3).map(({ id }) => id))
  })
})

describe('numbers and times that no column holds', () => {
  it('are refused where they are said, and are never a fault of the server', async () => {
    const asked = [
      '/runs?version=3000000000', '/runs/count?version=3000000000', `/workflows/${workflowId}/versions/3000000000`, `/workflows/${workflowId}/diff?from=3000000000&to=draft`,
      '/runs?since=0000-01-01T00:00:00Z', '/runs?until=0001-01-01T00:00:00%2B14:00', '/failures?since=0000-01-01T00:00:00Z', `/workflows/${workflowId}/outcomes?since=0000-01-01T00:00:00Z`,
    ]
    for (const url of asked) expect([url, (await ask(url)).statusCode]).toEqual([url, 400])
    expect((await ask('/runs?withinMs=9007199254740991')).json().items).toHaveLength(3)
  })

  it('an address that is no text is a problem too', async () => {
    const { statusCode, headers, body } = await ask('/runs/%ED%A0%80')
    expect([statusCode, headers['content-type'], JSON.parse(body).code]).toEqual([400, expect.stringContaining('application/problem+json'), 'INVALID_REQUEST'])
  })
})
