// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSource } from 'eventsource'
import { startDemo, type Demo } from '@eddy/demo'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: what several servers do together is not tested.')

const LEASE_MS = 3000

describe.skipIf(programs === undefined)('several servers on one PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-servers-'))
  const running = new Set<ServerProcess>()
  let postgres: Postgres
  let demo: Demo

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    demo = await startDemo({ port: 0 })
  }, 240_000)
  afterAll(async () => {
    for (const server of running) server.child.kill('SIGKILL')
    await demo.close()
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const start = async (url: string, count: number) => {
    const servers: ServerProcess[] = []
    for (let n = 0; n < count; n++) servers.push(await startServerProcess({ DATABASE_URL: url, EDDY_DATA: join(dir, 'data'), EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: new URL(demo.url).host }))
    for (const server of servers) running.add(server)
    return servers as [ServerProcess, ServerProcess, ...ServerProcess[]]
  }
  const reserve = (kind: string, waitFor: readonly string[], more: object = {}) => ({ name: kind, kind: 'http.request', waitFor, undo: 'cancel', onInterrupt: 'retry', config: { method: 'POST', url: `${demo.url}/reservations`, body: { kind, ...more } } })
  const cancels = () => ({ name: 'cancel', kind: 'http.request', arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }], config: { method: 'DELETE', url: `${demo.url}/reservations/{{ id }}` } })
  const create = async ({ api }: ServerProcess, steps: readonly object[], more: object = {}) => (await api.workflow.create.mutate({ document: { eddy: 1, name: 'shared', steps, ...more } as never })).id
  /** Waits for the status; says what the log and the server told when it does not come. */
  const reaches = async (server: ServerProcess, runId: string, wanted: string) => {
    for (const until = Date.now() + 100_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 50))) if ((await status(server, runId)) === wanted) return
    const { events } = await server.api.run.log.query({ runId })
    throw new Error(`The run ${runId} did not come to ${wanted}. Its log ends with ${JSON.stringify(events.slice(-6))}. The server said: ${server.output()}`)
  }
  const status = async ({ api }: ServerProcess, runId: string) => (await api.run.get.query({ runId })).status

  it('one dies by kill -9, and the other takes over its runs; nothing that was finished is done twice', async () => {
    const [first, second] = await start(await postgres.database(), 2)
    const workflowId = await create(first, [reserve('flight', [], { delayMs: 300 }), reserve('hotel', ['flight'], { delayMs: 300 }), reserve('car', ['hotel'], { delayMs: 300, fail: true })], { handlers: [cancels()] })
    const runs = await Promise.all(Array.from({ length: 20 }, () => first.api.run.start.mutate({ workflowId, input: {} })))
    await expect.poll(async () => (await first.api.run.get.query({ runId: runs[19]?.runId ?? '' })).lastSeq, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(5)
    await first.stop('SIGKILL')
    const died = performance.now()
    for (const { runId } of runs) await reaches(second, runId, 'rolled_back')
    console.info(`20 runs of a killed server were rolled back by the other ${Math.round(performance.now() - died)} ms after its death; its lease was ${LEASE_MS} ms`)
    for (const { runId } of runs) expect(await second.api.run.get.query({ runId })).toMatchObject({ undone: 2, left: 0 })
    const writes = (await (await fetch(`${demo.url}/writes`)).json()) as { method: string }[]
    expect(writes.filter(({ method }) => method === 'POST')).toHaveLength(60)
    expect(writes.filter(({ method }) => method === 'DELETE')).toHaveLength(40)
    expect(await (await fetch(`${demo.url}/reservations`)).json()).toEqual([])
    expect(await second.stop('SIGTERM')).toBe(0)
  }, 240_000)

  it('either tells what a run waits for before it begins', async () => {
    const [first, second] = await start(await postgres.database(), 2)
    const keyed = await create(first, [{ name: 'wait', kind: 'wait.signal', config: { name: 'go' } }], { options: { concurrency: { key: '"till"', limit: 1 } } })
    const holding = (await first.api.run.start.mutate({ workflowId: keyed, input: {} })).runId
    await expect.poll(async () => (await first.api.run.get.query({ runId: holding })).lastSeq).toBeGreaterThan(0)
    const { runId } = await first.api.run.start.mutate({ workflowId: keyed, input: {} })
    const waits = { what: 'key', key: 'till', underWay: 1, most: 1, ahead: 0, heldBy: holding }
    for (const { api } of [first, second]) {
      await expect.poll(async () => (await api.run.waits.query({ runId })).waits).toEqual(waits)
      expect((await api.run.get.query({ runId })).waits).toEqual(waits)
    }
    await second.api.run.signal.mutate({ runId: holding, name: 'go', payload: null })
    await reaches(second, holding, 'succeeded')
    await expect.poll(async () => (await second.api.run.waits.query({ runId })).waits).toBeNull()
    for (const server of [first, second]) await server.stop('SIGTERM')
  }, 240_000)

  it('either can be asked: events, verbs, signals and saves reach the run and the page wherever they are', async () => {
    const [first, second] = await start(await postgres.database(), 2)
    const waiting = await create(first, [{ name: 'paid', kind: 'wait.signal', config: { name: 'paid', correlation: 'order' }, arguments: [{ name: 'order', from: { value: 'A' } }] }])
    const { runId } = await first.api.run.start.mutate({ workflowId: waiting, input: {} })
    const seen: string[] = []
    const rows: string[] = []
    const streams = [
      second.api.run.changes.subscribe(undefined, { onData: (changed) => void rows.push(...changed.map(({ id, status: now }) => `${id} ${now}`)) }),
    ]
    const looking = new EventSource(`${second.url}/runs/${runId}/events`)
    looking.addEventListener('message', ({ data }) => void seen.push(...(JSON.parse(String(data)) as { readonly type: string }[]).map(({ type }) => type)))
    await expect.poll(() => seen).toContain('signal.awaited')
    // the server that does not have the run in hand is asked
    expect(await second.api.run.signal.mutate({ runId, name: 'paid', correlation: 'A', payload: 7 })).toEqual({ delivered: true })
    await expect.poll(() => seen, { timeout: 60_000 }).toContain('run.succeeded')
    await expect.poll(() => rows, { timeout: 60_000 }).toContain(`${runId} succeeded`)
    expect((await second.api.run.get.query({ runId })).value).toBe(7)

    // a verb to the other's run, and what the engine refuses is the same sentence
    const other = await first.api.run.start.mutate({ workflowId: waiting, input: {} })
    await expect.poll(async () => (await first.api.run.get.query({ runId: other.runId })).lastSeq).toBeGreaterThanOrEqual(2)
    await expect(second.api.run.resume.mutate({ runId: other.runId })).rejects.toThrow(/halted/)
    await second.api.run.halt.mutate({ runId: other.runId })
    await expect.poll(() => status(second, other.runId)).toMatch(/halt/)
    await second.api.run.cancel.mutate({ runId: other.runId })
    await expect.poll(() => status(first, other.runId)).toBe('cancelled')
    for (const stream of streams) stream.unsubscribe()
    looking.close()

    // a signal between runs of different servers goes to exactly one
    const send = await create(second, [{ name: 'send', kind: 'send.signal', config: { name: 'paid', correlation: 'order' }, arguments: [{ name: 'order', from: { value: 'A' } }, { name: 'payload', from: { value: 'across' } }] }])
    const waits = await Promise.all([first, second, first].map((server) => server.api.run.start.mutate({ workflowId: waiting, input: {} })))
    for (const { runId: id } of waits) await expect.poll(async () => (await first.api.run.get.query({ runId: id })).lastSeq).toBeGreaterThanOrEqual(2)
    for (let sent = 1; sent <= 3; sent++) {
      await second.api.run.start.mutate({ workflowId: send, input: {} })
      await expect.poll(async () => (await Promise.all(waits.map(({ runId: id }) => status(first, id)))).filter((now) => now === 'succeeded'), { timeout: 60_000 }).toHaveLength(sent)
    }

    // a run at rest belongs to whoever is asked
    const halts = await create(first, [{ name: 'one', kind: 'code', config: { source: 'return eddy.halt(1)' } }, { name: 'two', kind: 'code', waitFor: ['one'], config: { source: 'return 2' } }])
    const rest = await first.api.run.start.mutate({ workflowId: halts, input: {} })
    await expect.poll(() => status(second, rest.runId)).toBe('halted')
    await second.api.run.resume.mutate({ runId: rest.runId })
    await expect.poll(() => status(first, rest.runId)).toBe('succeeded')
    await first.api.run.undo.mutate({ runId: rest.runId })
    await expect.poll(() => status(second, rest.runId)).toBe('rolled_back')

    expect(await first.stop('SIGTERM')).toBe(0)
    expect(await second.stop('SIGTERM')).toBe(0)
  }, 240_000)

  it('a page is told who else is there, wherever they and their servers are, until they go', async () => {
    const [first, second] = await start(await postgres.database(), 2)
    const id = await create(first, [{ name: 'one', kind: 'code', config: { source: 'return 1' } }])
    const heard: Record<string, readonly string[]> = {}
    const look = ({ api }: ServerProcess, session: string) => api.workflow.live.subscribe({ id, session: `of ${session} alone`, name: session }, { onData: ({ people }) => void (people && (heard[session] = people.map(({ name }) => name).sort())) })
    const pages = [look(first, 'ada'), look(second, 'grace'), look(second, 'mary')]
    await expect.poll(() => heard).toEqual({ ada: ['ada', 'grace', 'mary'], grace: ['ada', 'grace', 'mary'], mary: ['ada', 'grace', 'mary'] })
    // said to the server that does not have the page's socket
    await expect.poll(async () => (await second.api.workflow.here.mutate({ id, session: 'of ada alone', name: 'ada' })).here).toBe(true)
    pages[1]?.unsubscribe()
    await expect.poll(() => [heard['ada'], heard['mary']]).toEqual([['ada', 'mary'], ['ada', 'mary']])
    // a server that is killed can say of nobody that they are gone
    await second.stop('SIGKILL')
    const died = performance.now()
    await expect.poll(() => heard['ada'], { timeout: 60_000 }).toEqual(['ada'])
    console.info(`who was on a killed server was gone for the others ${Math.round(performance.now() - died)} ms after its death`)
    for (const page of pages) page.unsubscribe()
    await first.stop('SIGKILL')
  }, 240_000)

  it('one that stands still and wakes up again stores nothing of the runs that others have taken over', async () => {
    const [first, second] = await start(await postgres.database(), 2)
    const workflowId = await create(first, [reserve('flight', [], { delayMs: 200 }), { name: 'pause', kind: 'wait.timer', waitFor: ['flight'], config: { duration: 'PT9S' } }, reserve('hotel', ['pause'])], { handlers: [cancels()] })
    await fetch(`${demo.url}/reset`, { method: 'POST' }).catch(() => undefined)
    const { runId } = await first.api.run.start.mutate({ workflowId, input: {} })
    await expect.poll(async () => (await second.api.run.get.query({ runId })).lastSeq, { timeout: 60_000 }).toBeGreaterThanOrEqual(5)
    first.child.kill('SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS * 2))
    // by now the second has it; when the first wakes, its timer is due too
    const before = (await second.api.run.log.query({ runId })).events.length
    await new Promise((resolve) => setTimeout(resolve, 3000))
    first.child.kill('SIGCONT')
    await expect.poll(() => status(second, runId), { timeout: 60_000 }).toBe('succeeded')
    const { events } = await second.api.run.log.query({ runId })
    expect(events.length).toBeGreaterThan(before)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1))
    expect(events.filter(({ type, step }) => type === 'step.succeeded' && step === 'hotel')).toHaveLength(1)
    // the one that slept is of use again
    await expect.poll(async () => status(first, (await first.api.run.start.mutate({ workflowId: await create(first, [{ name: 'one', kind: 'code', config: { source: 'return 1' } }]), input: {} })).runId), { timeout: 60_000 }).toMatch(/running|succeeded/)
    await first.stop('SIGKILL')
    await second.stop('SIGKILL')
  }, 240_000)

  it('waits while the database is away, and goes on by itself', async () => {
    const [only] = await start(await postgres.database(), 1)
    const workflowId = await create(only, [{ name: 'a', kind: 'wait.timer', config: { duration: 'PT1S' } }, { name: 'b', kind: 'code', waitFor: ['a'], config: { source: 'return 2' } }])
    const { runId } = await only.api.run.start.mutate({ workflowId, input: {} })
    await postgres.kill()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    await expect(only.api.run.get.query({ runId })).rejects.toThrow()
    await postgres.start()
    await expect.poll(() => status(only, runId).catch(() => 'away'), { timeout: 60_000 }).toBe('succeeded')
    expect(await only.stop('SIGTERM')).toBe(0)
  }, 240_000)
})
