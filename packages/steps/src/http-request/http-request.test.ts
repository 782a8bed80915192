import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Json, Step } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

const server = createServer((request, response) => void answer(request, response))
let host = ''
let executor: ReturnType<typeof createExecutor>
let hanging = 0

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const [, path = '', rest = ''] = new URL(request.url ?? '', 'http://h').pathname.split('/')
  const json = (status: number, body: Json) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (path === 'echo') return void json(200, { method: request.method ?? '', body: Buffer.concat(chunks).toString(), headers: JSON.parse(JSON.stringify(request.headers)) })
  if (path === 'status') return void json(Number(rest), { message: 'sold out' })
  if (path === 'busy-until') {
    const hourAgo = Date.now() - 3_600_000
    return void response.writeHead(429, { date: new Date(hourAgo).toUTCString(), 'retry-after': new Date(hourAgo + 7000).toUTCString() }).end()
  }
  if (path === 'busy') return void response.writeHead(429, { 'retry-after': '7' }).end()
  if (path === 'text') return void response.writeHead(200, { 'content-type': 'text/plain' }).end('{"a":1}')
  if (path === 'huge') return void response.end(Buffer.alloc(6 * 1024 * 1024))
  if (path === 'loop') return void response.writeHead(302, { location: '/loop' }).end()
  if (path === 'away') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  if (path === 'other') return void response.writeHead(307, { location: `http://localhost:${host.split(':')[1]}/echo` }).end()
  if (path === 'see') return void response.writeHead(303, { location: '/echo' }).end()
  hanging++
  request.socket.on('close', () => hanging--)
}

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  executor = createExecutor({ http: { allowedHosts: [host, `LOCALHOST:${host.split(':')[1]}`, '127.0.0.1:9'] } })
})
afterAll(async () => {
  await executor.close()
  server.closeAllConnections()
  server.close()
})

const call = async (path: string, config: NonNullable<Step['config']> = {}, more: Parameters<typeof stepRequest>[2] = {}) =>
  executor.execute(stepRequest('http.request', { url: path.includes('://') ? path : `http://${host}${path}`, ...config }, more))

describe('http.request', () => {
  it('sends what the arguments make of its configuration', async () => {
    const outcome = await call('/{{ where }}', { method: 'POST', headers: { 'x-who': '{{ who.name }}' }, body: { all: '{{ who }}', text: 'n = {{ who.n }}' } }, { arguments: { where: 'echo', who: { name: 'Ada', n: 2 } } })
    expect(outcome).toMatchObject({ kind: 'ok', value: { status: 200, headers: { 'content-type': 'application/json' }, body: { method: 'POST', headers: { 'x-who': 'Ada', 'idempotency-key': 'run/it/1', 'content-type': 'application/json' } } } })
    expect(outcome).toHaveProperty('value.body.body', JSON.stringify({ all: { name: 'Ada', n: 2 }, text: 'n = 2' }))
  })

  it('reads the body as asked', async () => {
    expect(await call('/text')).toHaveProperty('value.body', '{"a":1}')
    expect(await call('/text', { responseType: 'json' })).toHaveProperty('value.body', { a: 1 })
    expect(await call('/status/200', { responseType: 'text' })).toHaveProperty('value.body', '{"message":"sold out"}')
  })

  it('leaves a host alone that keeps failing, and counts an answer that is a refusal as one', async () => {
    const limited = createExecutor({ http: { allowedHosts: [host] } })
    const ask = async (path: string) => limited.execute(stepRequest('http.request', { url: `http://${host}${path}`, breaker: { failures: 2, cooldown: 'PT1H' } }))
    const codes: unknown[] = []
    for (const path of ['/status/503', '/status/404', '/status/503', '/status/503', '/echo']) {
      const outcome = await ask(path)
      codes.push(outcome.kind === 'fail' ? [outcome.error.code, outcome.error.effect] : outcome.kind)
    }
    expect(codes).toEqual([['HTTP_503', undefined], ['HTTP_404', undefined], ['HTTP_503', undefined], ['HTTP_503', undefined], ['CIRCUIT_OPEN', 'untried']])
    // who does not ask for one is not held back
    expect(await limited.execute(stepRequest('http.request', { url: `http://${host}/echo` }))).toMatchObject({ kind: 'ok' })
    await limited.close()
  })

  it('sends no more than its rate allows', async () => {
    const limited = createExecutor({ http: { allowedHosts: [host] } })
    const ask = async () => limited.execute(stepRequest('http.request', { url: `http://${host}/echo`, rate: { max: 2, per: 'PT1H', wait: 'PT0S' } }))
    expect((await Promise.all([ask(), ask(), ask()])).map((outcome) => (outcome.kind === 'fail' ? outcome.error.code : outcome.kind)).toSorted()).toEqual(['RATE_LIMITED', 'ok', 'ok'])
    await limited.close()
  })

  it.each([[400, false], [409, false], [408, true], [429, true], [503, true]])('fails for %i', async (status, retryable) => {
    expect(await call(`/status/${status}`)).toEqual({ kind: 'fail', error: { code: `HTTP_${status}`, message: `GET http://${host}/status/${status} answered ${status}: sold out`, retryable, details: { status, body: { message: 'sold out' } } } })
  })

  it('passes on when to ask again', async () => {
    expect(await call('/busy')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_429', retryAfterMs: 7000 } })
  })

  it('goes by the clock of who names a time to ask again at', async () => {
    expect(await call('/busy-until')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_429', retryAfterMs: 7000 } })
  })

  it('takes the status that is expected', async () => expect(await call('/status/409', { expectStatus: [409] })).toMatchObject({ kind: 'ok', value: { status: 409 } }))

  it.each(['http://127.0.0.1:1/', 'http://example.test/', '/away'])('reaches no host that is not allowed: %s', async (url) => {
    expect(await call(url)).toMatchObject({ kind: 'fail', error: { code: 'HOST_NOT_ALLOWED', message: expect.stringContaining('EDDY_ALLOWED_HOSTS'), retryable: false } })
  })

  it.each([
    ['file:///etc/passwd', {}, 'BAD_URL'],
    ['{{ nothing }}://', {}, 'BAD_URL'],
    ['http://user:secret@h/', {}, 'BAD_URL'],
    ['/echo', { headers: { 'x-a': 'b\nc: d' } }, 'BAD_HEADER'],
    ['/echo', { body: {} }, 'INVALID_CONFIG'],
    ['/loop', {}, 'HTTP_REDIRECTS'],
    ['/huge', {}, 'HTTP_TOO_LARGE'],
    ['/text', { method: 'POST', url: '{{ 1 + "a" }}' }, 'EXPRESSION_ERROR'],
  ])('refuses %s %j', async (url, config, code) => {
    expect(await call(url, config)).toMatchObject({ kind: 'fail', error: { code, retryable: false } })
  })

  it('keeps credentials from other hosts, and follows with the right method', async () => {
    const config = { method: 'POST', body: 'x', headers: { authorization: 'secret', 'x-a': 'b' } }
    const elsewhere = await call('/other', config)
    expect(elsewhere).toMatchObject({ kind: 'ok', value: { body: { method: 'POST', body: 'x', headers: { 'x-a': 'b' } } } })
    expect(elsewhere).not.toHaveProperty('value.body.headers.authorization')
    expect(await call('/see', config)).toMatchObject({ kind: 'ok', value: { body: { method: 'GET', body: '', headers: { authorization: 'secret' } } } })
  })

  it('says when a host cannot be reached', async () => {
    expect(await call('http://127.0.0.1:9/')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_UNREACHABLE', retryable: true } })
  })

  it('gives up after its time limit, and when nobody wants the answer', async () => {
    expect(await call('/hang', { timeout: 'PT0.05S' })).toMatchObject({ kind: 'fail', error: { code: 'HTTP_TIMEOUT' } })
    const listeners = new Set<() => void>()
    const signal = { aborted: false, addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener), removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener) }
    const outcome = call('/hang', {}, { signal })
    await expect.poll(() => hanging).toBeGreaterThan(0)
    for (const listener of listeners) listener()
    expect(await outcome).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED' } })
    expect(listeners.size).toBe(0)
    await expect.poll(() => hanging).toBe(0)
  })

  it('does not break off what may have an effect: its answer tells whether there is something to undo', async () => {
    const signal = { aborted: false, addEventListener: () => expect.unreachable('a write is not listened for'), removeEventListener: () => undefined }
    expect(await call('/echo', { method: 'POST', body: 'x' }, { signal })).toMatchObject({ kind: 'ok' })
    expect(await call('/echo', { method: 'POST', body: 'x' }, { signal: { ...signal, aborted: true } })).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED' } })
  })

  it('tells no secrets of the address', async () => {
    expect(JSON.stringify(await call('/status/500?key=sesame'))).not.toContain('sesame')
  })
})
