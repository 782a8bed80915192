import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

const bodies: { readonly [path: string]: string } = { '/id': '{"id":9007199254740993}', '/deep': '['.repeat(20_000) + ']'.repeat(20_000) }
const server = createServer((request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(bodies[request.url ?? '']))
let executor: ReturnType<typeof createExecutor>
let host = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  executor = createExecutor({ http: { allowedHosts: [host] } })
})
afterAll(async () => {
  await executor.close()
  server.closeAllConnections()
  server.close()
})

const post = async (path: string) => executor.execute(stepRequest('http.request', { url: `http://${host}${path}`, method: 'POST' }))

it('an id that a number cannot hold keeps its digits', async () => {
  expect(await post('/id')).toHaveProperty('value.body', { id: '9007199254740993' })
})

it('a response that no log could hold is an effect of which nothing is known', async () => {
  expect(await post('/deep')).toMatchObject({ kind: 'fail', error: { code: 'HTTP_BAD_JSON', retryable: false, effect: 'unknown' } })
})
