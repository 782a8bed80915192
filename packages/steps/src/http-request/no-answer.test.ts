import { createServer, type Server } from 'node:http'
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net'
import type { Step } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { asCheck } from './as-check.ts'

/** What the service has done: it acts before it lets go of the connection. */
const acted: string[] = []
const http = createServer((request, response) => {
  request.resume()
  request.once('end', () => {
    const path = request.url ?? ''
    acted.push(`${request.method ?? ''} ${path}`)
    if (path === '/drop') request.socket.destroy()
    else if (path === '/reset') request.socket.resetAndDestroy()
    else if (path === '/cut') response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":', () => request.socket.destroy())
    else if (path === '/refused-and-cut') response.writeHead(503, { 'content-length': '100' }).write('busy', () => request.socket.destroy())
    else if (path === '/garbled') response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":')
    else if (path === '/huge') response.end(Buffer.alloc(6 * 1024 * 1024))
    else if (path === '/done') response.writeHead(303, { location: '/drop' }).end()
    else if (path === '/done-away') response.writeHead(303, { location: 'http://example.test/' }).end()
    else if (path === '/elsewhere') response.writeHead(307, { location: `http://127.0.0.1:${closed}/` }).end()
    else if (path === '/500') response.writeHead(500).end('no')
  })
})
/** Accepts connections, and speaks no TLS. */
const raw = createRawServer((socket) => void socket.once('data', () => socket.destroy()))
const sockets = new Set<Socket>()
let closed = 0
let executor: ReturnType<typeof createExecutor>

const listen = (server: Server | ReturnType<typeof createRawServer>) => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const portOf = (server: { address(): AddressInfo | string | null }) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

beforeAll(async () => {
  await Promise.all([listen(http), listen(raw)])
  raw.on('connection', (socket) => sockets.add(socket))
  const gone = createRawServer()
  await listen(gone)
  closed = portOf(gone)
  await new Promise((resolve) => gone.close(resolve))
  executor = createExecutor({ http: { allowedHosts: [portOf(http), portOf(raw), closed].map((port) => `127.0.0.1:${port}`).concat('no-such-host.invalid:80') } })
})
afterAll(async () => {
  await executor.close()
  http.closeAllConnections()
  for (const socket of sockets) socket.destroy()
  http.close()
  raw.close()
})

const call = async (method: string, url: string, config: NonNullable<Step['config']> = {}) => executor.execute(stepRequest('http.request', { method, url: url.startsWith('/') ? `http://127.0.0.1:${portOf(http)}${url}` : url, ...config }))
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

describe('a request that was sent and had no answer', () => {
  it.each(CHANGING)('%s may have happened, and here it has', async (method) => {
    acted.length = 0
    for (const path of ['/drop', '/reset', '/cut']) expect(await call(method, path)).toMatchObject({ kind: 'fail', error: { code: 'HTTP_LOST', effect: 'unknown', retryable: true, message: expect.stringContaining('nobody here knows whether it took effect') } })
    expect(await call(method, '/hang', { timeout: 'PT0.1S' })).toMatchObject({ kind: 'fail', error: { code: 'HTTP_TIMEOUT', effect: 'unknown' } })
    expect(acted).toEqual(['/drop', '/reset', '/cut', '/hang'].map((path) => `${method} ${path}`))
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing: it has failed', async (method) => {
    for (const path of ['/drop', '/reset']) {
      const outcome = await call(method, path)
      expect(outcome).toMatchObject({ kind: 'fail', error: { code: 'HTTP_LOST' } })
      expect(outcome).not.toHaveProperty('error.effect')
    }
    expect(await call(method, '/hang', { timeout: 'PT0.1S' })).not.toHaveProperty('error.effect')
  })

  it('is told from others that are under way on the same host at the same time', async () => {
    const outcomes = await Promise.all(['/drop', '/500', '/reset', '/500'].map((path) => call('POST', path)))
    expect(outcomes.map((outcome) => outcome.kind === 'fail' && [outcome.error.code, outcome.error.effect])).toEqual([['HTTP_LOST', 'unknown'], ['HTTP_500', undefined], ['HTTP_LOST', 'unknown'], ['HTTP_500', undefined]])
  })

  it.each([['/garbled', 'HTTP_BAD_JSON'], ['/huge', 'HTTP_TOO_LARGE']])('or a success that cannot be read, which says no more: %s', async (path, code) => {
    expect(await call('POST', path)).toMatchObject({ kind: 'fail', error: { code, effect: 'unknown' } })
    expect(await call('GET', path)).not.toHaveProperty('error.effect')
  })

  it('has acted when it was redirected to its result', async () => {
    expect(await call('POST', '/done')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_LOST', effect: 'unknown' } })
    expect(await call('POST', '/done-away')).toMatchObject({ kind: 'fail', error: { code: 'HOST_NOT_ALLOWED', effect: 'unknown' } })
  })
})

describe('a request that had an answer, or was never sent', () => {
  it.each(['/500', '/refused-and-cut'])('has failed for certain: %s', async (path) => {
    const outcome = await call('POST', path)
    expect(outcome).toMatchObject({ kind: 'fail', error: { code: path === '/500' ? 'HTTP_500' : 'HTTP_503', retryable: true } })
    expect(outcome).not.toHaveProperty('error.effect')
  })

  it('has not been tried where nobody listens, no host has the name, or no TLS is spoken', async () => {
    for (const url of [`http://127.0.0.1:${closed}/`, 'http://no-such-host.invalid/', `https://127.0.0.1:${portOf(raw)}/`]) expect(await call('POST', url)).toMatchObject({ kind: 'fail', error: { code: 'HTTP_UNREACHABLE', effect: 'untried' } })
    expect(await call('POST', '/elsewhere')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_UNREACHABLE', effect: 'untried' } })
    expect(await call('POST', '{{ nothing }}://')).toMatchObject({ kind: 'fail', error: { code: 'BAD_URL', effect: 'untried' } })
    expect(await call('POST', 'http://example.test/')).toMatchObject({ kind: 'fail', error: { code: 'HOST_NOT_ALLOWED', effect: 'untried' } })
  })
})

describe('a request that finds out whether an attempt in doubt took effect', () => {
  it.each([
    [{ kind: 'ok', value: { status: 200, headers: {}, body: { id: 'C-1' } } }, { happened: true, value: { status: 200, headers: {}, body: { id: 'C-1' } } }],
    [{ kind: 'ok', value: { status: 200, headers: {}, body: { happened: false } } }, { happened: false }],
    [{ kind: 'ok', value: { status: 200, headers: {}, body: { happened: true, value: 7 } } }, { happened: true, value: 7 }],
    [{ kind: 'ok', value: { status: 200, headers: {}, body: [] } }, 'unknown'],
    [{ kind: 'ok', value: { status: 200, headers: {}, body: null } }, 'unknown'],
    [{ kind: 'fail', error: { code: 'HTTP_404', message: 'gone' } }, { happened: false }],
  ] as const)('%j', (outcome, value) => expect(asCheck(outcome)).toEqual({ kind: 'ok', value }))

  it('knows nothing when it fails itself', () => {
    const failed = { kind: 'fail', error: { code: 'HTTP_503', message: 'busy' } } as const
    expect(asCheck(failed)).toBe(failed)
  })
})
