import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, vi } from 'vitest'
import { listTasks } from '../src/tasks/task-commands.ts'

it('commands show the server the token of EDDY_TOKEN, tasks too', async () => {
  const shown: (string | undefined)[] = []
  const server = createServer(({ headers }, response) => {
    shown.push(headers.authorization)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":{"data":{"items":[]}}}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const list = () => listTasks({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, json: false }, { out: () => undefined, err: () => undefined })
  await list()
  vi.stubEnv('EDDY_TOKEN', 'eddy_secret')
  await list()
  vi.unstubAllEnvs()
  server.close()
  expect(shown).toEqual([undefined, 'Bearer eddy_secret'])
})
