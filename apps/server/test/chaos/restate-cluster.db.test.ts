// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRestate, startRestateCluster, type RestateServer } from '@eddy/distributed/restate-server'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { EffectsLoad } from './effects-load.ts'

let dir: string
const nodes: RestateServer[] = []
let server: ServerProcess
const load = new EffectsLoad()

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-cluster-'))
  await load.open()
  nodes.push(...(await startRestateCluster({ dataDir: join(dir, 'restate'), nodes: 3 })))
  server = await startServerProcess({
    EDDY_DATA: join(dir, 'data'), EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: nodes.map(({ ingressUrl }) => ingressUrl).join(), EDDY_RESTATE_ADMIN_URL: nodes.map(({ adminUrl }) => adminUrl).join(),
    EDDY_ENDPOINT_PORT: '0', EDDY_GATEWAY_PORT: '0', EDDY_ALLOWED_HOSTS: load.host,
  })
})
afterAll(async () => {
  await server?.stop('SIGKILL')
  await Promise.all(nodes.map((node) => node.stop('SIGKILL')))
  await load.close()
  rmSync(dir, { recursive: true, force: true })
})

/** One node after the other, the one that the server speaks with first: the one that has just come back holds what it has missed. */
it.each([0, 1, 2])('a Restate of three nodes goes on when node %i is killed, and takes it back', async (index) => {
  const runIds = await load.start(server)
  await load.underWay(runIds)
  const killedAt = performance.now()
  const node = nodes[index]
  await node?.stop('SIGKILL')
  await load.account(server, runIds)
  console.log(`with node ${index + 1} of 3 killed, all of ${load.runs} runs were at their end after ${Math.round(performance.now() - killedAt)} ms`)
  // what begins while it is away
  await load.account(server, await load.start(server))
  if (node) nodes[index] = await startRestate(node.options)
  expect((await fetch(`${nodes[index]?.adminUrl}/health`)).ok).toBe(true)
}, 180_000)
