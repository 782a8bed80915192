import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { RunEvent } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

const VIEWERS = 200
const RATE = 1000
const SECONDS = 2
/** Far below what a page is pinged at. */
const PING_MS = 60

let db: Database
let runs: RunHost
const build = (sockets = {}) => buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: ['http://desk.example'], sockets })
let app: Awaited<ReturnType<typeof buildApp>>
let address: string

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [] } }), evaluator: createEvaluator() })
  app = await build()
  await app.listen({ port: 0, host: '127.0.0.1' })
  address = app.listeningOrigin.replace('http', 'ws')
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

/** A run's row, so that there is something to look at; its events are appended by the test. */
async function emptyRun(id: string): Promise<void> {
  await db.pool.query(`INSERT INTO definition (hash, content) VALUES ('sockets', '{}') ON CONFLICT DO NOTHING`)
  await db.pool.query(`INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps) VALUES ($1, 'sockets', 'sockets', 'sockets', 'running', '{}', 1)`, [id])
}
const eventsOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at, at: 0, type: 'step.ready', step: 'a', data: {} }) as RunEvent)
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, at) => from + at)

/** A page that looks: the seqs that it has been sent. */
function viewer(id: string, after = 0) {
  const socket = new WebSocket(`${address}/runs/${id}/events?after=${after}`)
  const seqs: number[] = []
  socket.on('message', (data: Buffer, isBinary) => {
    const text = data.toString()
    expect(isBinary).toBe(false)
    if (text !== 'PING') for (const { seq } of JSON.parse(text) as RunEvent[]) seqs.push(seq)
  })
  return { socket, seqs }
}
const closing = (socket: WebSocket) => new Promise<{ readonly code: number; readonly reason: string }>((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })))
const opened = (socket: WebSocket) => once(socket, 'open')
/** The status of a handshake that was refused. */
const refused = (path: string, headers: { readonly [name: string]: string }) =>
  new Promise<number | undefined>((resolve, reject) => {
    const socket = new WebSocket(`${address}${path}`, { headers })
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)).once('open', () => reject(new Error('it was taken')))
    socket.on('error', () => undefined)
  })

/** A connection that shook hands as a browser does, and answers nothing from then on. */
async function mute(path: string): Promise<Socket> {
  const { port, host } = new URL(address)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`)
  const [first] = (await once(socket, 'data')) as [Buffer]
  expect(String(first)).toContain('101')
  return socket
}

describe('events of a run over WebSockets', () => {
  it('come at 1,000 per second to 200 viewers, who come when they like: each once, in order', async () => {
    await emptyRun('many')
    const journal = runs.store.journal('many')
    const viewers: ReturnType<typeof viewer>[] = []
    // it is looked at by one who never reads, too
    const idle = await mute('/runs/many/events')
    idle.pause()
    let seq = 0
    while (seq < RATE * SECONDS) {
      journal.append(eventsOf(seq + 1, (seq += 16)))
      for (let more = 0; more < 2 && viewers.length < VIEWERS; more++) viewers.push(viewer('many', viewers.length % 7))
      await sleep(16)
    }
    await expect.poll(() => viewers.every(({ seqs }) => seqs.at(-1) === seq), { timeout: 60_000 }).toBe(true)
    expect(viewers).toHaveLength(VIEWERS)
    viewers.forEach(({ seqs }, at) => expect(seqs).toEqual(upTo(seq, 1 + (at % 7))))
    for (const { socket } of viewers) socket.terminate()
    idle.destroy()
  })

  it('say what is wrong with what was asked by how they are closed', async () => {
    expect(await closing(viewer('none').socket)).toEqual({ code: 4404, reason: 'There is no run none.' })
    expect(await closing(new WebSocket(`${address}/runs/none/events?after=x`))).toMatchObject({ code: 4400 })
  })
})

describe('the socket of a page', () => {
  const page = () => {
    const client = createWSClient({ url: `${address}/trpc`, WebSocket: WebSocket as never, retryDelayMs: () => 50 })
    return { client, api: createTRPCClient<AppRouter>({ links: [wsLink({ client })] }) }
  }

  it('carries many subscriptions, which begin anew where they were when it breaks', async () => {
    await emptyRun('again')
    const journal = runs.store.journal('again')
    journal.append(eventsOf(1, 3))
    const { client, api } = page()
    const seqs: number[] = []
    let started = 0
    const following = api.run.events.subscribe({ runId: 'again' }, { onData: ({ data }) => void seqs.push(...data.map(({ seq }) => seq)), onStarted: () => void started++ })
    const changes = api.run.changes.subscribe(undefined, { onStarted: () => void started++ })
    await expect.poll(() => seqs).toEqual([1, 2, 3])
    await expect.poll(() => started).toBe(2)
    expect(app.websocketServer.clients.size).toBe(1)
    for (const socket of app.websocketServer.clients) socket.terminate()
    journal.append(eventsOf(4, 5))
    await expect.poll(() => seqs).toEqual([1, 2, 3, 4, 5])
    await expect.poll(() => started).toBe(4)
    following.unsubscribe()
    changes.unsubscribe()
    await client.close()
  })

  it('carries a hundred subscriptions, and refuses one more until one of them is over', async () => {
    const { client, api } = page()
    let started = 0
    const follow = (onError?: (error: Error) => void) => api.run.changes.subscribe(undefined, { onStarted: () => void started++, ...(onError ? { onError } : {}) })
    const [first] = Array.from({ length: 100 }, () => follow())
    await expect.poll(() => started).toBe(100)
    expect(await new Promise<Error>((refused) => follow(refused))).toMatchObject({ message: expect.stringContaining('carries 100 subscriptions, the most that one may'), data: { code: 'TOO_MANY_REQUESTS' } })
    expect(app.websocketServer.clients.size).toBe(1)
    first?.unsubscribe()
    follow()
    await expect.poll(() => started).toBe(101)
    await client.close()
  })

  it('takes no questions and no changes', async () => {
    const { client, api } = page()
    const before = await db.prisma.workflow.count()
    await expect(api.workflow.create.mutate({ document: { eddy: 1, name: 'by_socket', steps: [] } as never })).rejects.toThrow('A socket takes subscriptions alone')
    await expect(api.workflow.list.query()).rejects.toThrow('A socket takes subscriptions alone')
    expect(await db.prisma.workflow.count()).toBe(before)
    await client.close()
  })

  it('is closed by a message that is larger than any question for a subscription', async () => {
    const socket = new WebSocket(`${address}/trpc`)
    await opened(socket)
    const ended = closing(socket)
    socket.send('x'.repeat(100_000))
    expect(await ended).toMatchObject({ code: expect.toSatisfy((code: number) => code === 1009 || code === 1006) })
  })
})

describe('who may open sockets', () => {
  it('is nobody from pages of other sites, nor by other names of the server', async () => {
    for (const path of ['/trpc', '/runs/many/events']) {
      expect(await refused(path, { origin: 'http://elsewhere.example' })).toBe(403)
      expect(await refused(path, { origin: 'null' })).toBe(403)
      expect(await refused(path, { host: 'rebound.example' })).toBe(403)
    }
    expect(app.websocketServer.clients.size).toBe(0)
    const left = () => new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)))
    await expect.poll(left, { timeout: 3000 }).toBe(0)
    for (const origin of ['http://desk.example', app.listeningOrigin]) {
      const socket = new WebSocket(`${address}/trpc`, { origin })
      await opened(socket)
      socket.terminate()
    }
  })
})

describe('a server with sockets', () => {
  it('answers those who offer another protocol as if they had not, whatever they send', async () => {
    const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA' }
    const ask = (method: string, path: string, body?: string) =>
      new Promise<readonly [number | undefined, string]>((resolve, reject) => {
        const asking = request(`${app.listeningOrigin}${path}`, { method, headers: { ...offer, 'content-type': 'application/json' } }, (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve([answer.statusCode, text]))
        })
        asking.on('error', reject).on('upgrade', () => reject(new Error('it was upgraded')))
        asking.end(body)
      })
    expect(await ask('GET', '/health')).toEqual([200, expect.stringContaining('"ok":true')])
    const title = 'ü'.repeat(300_000)
    const [status, text] = await ask('POST', '/trpc/workflow.create', JSON.stringify({ document: { eddy: 1, name: 'offered', title, steps: [] } }))
    expect([status, text]).toEqual([200, expect.stringContaining('"id"')])
    expect((await db.prisma.workflow.findFirstOrThrow({ where: { name: 'offered' } })).document).toMatchObject({ title })
  })

  it('ends those whose other side is gone, and tells the others that it is there', async () => {
    const quick = await build({ pingMs: PING_MS })
    await quick.listen({ port: 0, host: '127.0.0.1' })
    address = quick.listeningOrigin.replace('http', 'ws')
    const gone = await mute('/trpc')
    const there = new WebSocket(`${address}/trpc`)
    const heard: string[] = []
    there.on('message', (data: Buffer) => void heard.push(data.toString()))
    await opened(there)
    await once(gone, 'close')
    await expect.poll(() => heard.length).toBeGreaterThan(4)
    expect([new Set(heard), there.readyState]).toEqual([new Set(['PING']), WebSocket.OPEN])
    const ended = closing(there)
    await quick.close()
    await ended
    address = app.listeningOrigin.replace('http', 'ws')
  })

  it('keeps a bounded amount for a page that does not read', async () => {
    const slow = await mute('/trpc')
    slow.pause()
    const [server] = app.websocketServer.clients
    const text = 'x'.repeat(500_000)
    let most = 0
    for (let sent = 0; sent < 200 && app.websocketServer.clients.size === 1; sent++) {
      server?.send(text)
      most = Math.max(most, server?.bufferedAmount ?? 0)
      await sleep(1)
    }
    expect(app.websocketServer.clients.size).toBe(0)
    expect(most).toBeLessThan(5_000_000)
  })

  it('closes at once, whoever still looks', async () => {
    const other = await build()
    await other.listen({ port: 0, host: '127.0.0.1' })
    address = other.listeningOrigin.replace('http', 'ws')
    const viewers = [await mute('/trpc'), await mute('/runs/many/events')]
    const page = new WebSocket(`${address}/trpc`)
    await opened(page)
    const gone = [...viewers.map((socket) => once(socket, 'close')), closing(page)]
    await other.close()
    await Promise.all(gone)
    address = app.listeningOrigin.replace('http', 'ws')
  })
})
