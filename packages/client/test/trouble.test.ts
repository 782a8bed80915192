// @module-tag once
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered as data, createClient, EddyProblem, followRun, type EddyClient } from '../src/index.ts'
import { openTestServer, type TestServer } from './server.ts'

let server: TestServer
let proxy: Server
/** What the proxy does to the next requests: loses the answer, or refuses. */
const mischief: ('lose' | 'busy')[] = []
let cut: () => void = () => undefined
let eddy: EddyClient

beforeAll(async () => {
  server = await openTestServer({ EDDY_REQUIRE_TOKEN: '1' })
  proxy = createServer((request, response) => void pass(request, response))
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve))
  const { secret } = await (await fetch(`${server.url}/trpc/token.create`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'tester', scopes: ['run', 'edit'] }) })).json().then((answer) => (answer as { readonly result: { readonly data: { readonly secret: string } } }).result.data)
  eddy = createClient({ url: `http://127.0.0.1:${(proxy.address() as { readonly port: number }).port}`, token: secret, retryDelayMs: 20 })
}, 240_000)
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await server.stop()
})

async function pass(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const trick = mischief.shift()
  if (trick === 'busy') return void response.writeHead(503, { 'retry-after': '0' }).end()
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' && name !== 'host' && name !== 'connection' && name !== 'content-length' ? [[name, value]] : []))
  const stop = new AbortController()
  try {
    const got = await fetch(server.url + (request.url ?? ''), { method: request.method ?? 'GET', headers, signal: stop.signal, ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}) })
    // it has been done, and nobody hears of it
    if (trick === 'lose') return void response.destroy()
    response.writeHead(got.status, Object.fromEntries(got.headers))
    cut = () => {
      stop.abort()
      response.destroy()
    }
    for await (const chunk of got.body ?? []) response.write(chunk)
    response.end()
  } catch {
    response.destroy()
  }
}

const slow = { eddy: 1 as const, name: 'slow', steps: [1, 2, 3, 4].map((number) => ({ name: `s${number}`, kind: 'wait.timer', config: { duration: 'PT0.3S' }, ...(number > 1 ? { waitFor: [`s${number - 1}`] } : {}) })) }

describe('the client in trouble', { timeout: 180_000 }, () => {
  it('does once what it sends again after a lost answer', async () => {
    mischief.push('lose', 'busy', 'lose')
    const made = await data(eddy.POST('/workflows', { body: { document: slow } }))
    expect(made.name).toBe('slow')
    expect((await data(eddy.GET('/workflows'))).items.map(({ name }) => name)).toEqual(['slow'])
  })

  it('follows a run without a gap or a double, though connections are cut and the server is killed', async () => {
    const [workflow] = (await data(eddy.GET('/workflows'))).items
    const { runId } = await data(eddy.POST('/runs', { body: { workflowId: workflow?.id ?? '', input: {} } }))
    const seqs: number[] = []
    let restarted: Promise<void> | undefined
    for await (const { seq, type } of followRun(eddy, runId)) {
      seqs.push(seq)
      if (seq === 3) cut()
      if (type === 'step.succeeded') restarted ??= server.restart('SIGKILL')
    }
    await restarted
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    const { status, lastSeq } = await data(eddy.GET('/runs/{runId}', { params: { path: { runId } } }))
    expect([status, lastSeq]).toEqual(['succeeded', seqs.length])
  })

  it('gets the same answer to the same key after a restart', async () => {
    const body = { document: { ...slow, name: 'kept' } }
    const ask = () => eddy.POST('/workflows', { params: { header: { 'Idempotency-Key': 'across' } }, body })
    const first = await ask()
    await server.restart('SIGTERM')
    const second = await ask()
    expect([second.response.headers.get('idempotent-replayed'), second.data]).toEqual(['true', first.data])
  })

  it('tells a refusal with its code, and does not send it again', async () => {
    const stranger = createClient({ url: server.url })
    const error: unknown = await data(stranger.GET('/workflows')).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EddyProblem)
    expect(error).toMatchObject({ status: 401, code: 'TOKEN_NEEDED' })
    const admin: unknown = await data(eddy.GET('/secrets')).catch((thrown: unknown) => thrown)
    expect(admin).toMatchObject({ status: 403, code: 'SCOPE_NEEDED' })
  })
})
