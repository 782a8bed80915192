import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { RestateNodes } from './restate-nodes.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function node(status: () => number) {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.statusCode = status()
    response.end('{}')
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it('stays with the node that answers, and goes to the next one when it cannot', async () => {
  let ill = false
  const [first, second] = [await node(() => (ill ? 503 : 200)), await node(() => 200)]
  const nodes = new RestateNodes([first.url, second.url])
  expect([(await nodes.ask('/a', {}))?.status, (await nodes.ask('/b', {}))?.status]).toEqual([200, 200])
  ill = true
  // two at once: one step, not two
  expect((await Promise.all([nodes.ask('/c', {}), nodes.ask('/c', {})])).map((response) => response?.status)).toEqual([503, 503])
  expect([(await nodes.ask('/d', {}))?.status, (await nodes.ask('/e', {}))?.status]).toEqual([200, 200])
  expect([first.heard, second.heard]).toEqual([['/a', '/b', '/c', '/c'], ['/d', '/e']])
})

it('goes to the next one when nobody is there, and a refusal is an answer', async () => {
  const gone = await node(() => 200)
  open.pop()?.close()
  const refusing = await node(() => 400)
  const nodes = new RestateNodes([gone.url, refusing.url])
  expect(await nodes.ask('/a', {})).toBeUndefined()
  expect([(await nodes.ask('/b', {}))?.status, (await nodes.ask('/c', {}))?.status]).toEqual([400, 400])
})
