import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startRestate, type RestateServer } from '../src/index.ts'
import { restateHost, type RestateHost } from './restate-host.ts'

/** A Restate server for the tests of one file, with a host on it; there from the first test on. */
export function ownRestate(): () => RestateHost {
  let dataDir: string
  let restate: RestateServer
  let host: RestateHost
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'eddy-restate-'))
    restate = await startRestate({ dataDir })
    host = await restateHost(restate)
  })
  afterAll(async () => {
    await host?.close()
    await restate?.stop('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })
  return () => host
}
