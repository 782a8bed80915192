import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startRestate } from '@eddy/distributed/restate-server'
import { openDatabase } from '@eddy/server/db'
import { openRestate } from '@eddy/server/restate'
import type { RunHost } from '@eddy/server/run-host'
import type { Open } from './contestant.ts'
import { contestant, EXECUTOR, hostOn } from './eddy-contestant.ts'

/** The same core in the hands of Restate, its log projected into PostgreSQL; steps are calls to the step service, which this process offers. */
export const open: Open = async (url) => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-bench-'))
  const restate = await startRestate({ dataDir: dir })
  const [endpointPort = 0, gatewayPort = 0] = await freePorts(2)
  const db = await openDatabase({ url })
  const settings = { ingressUrls: [restate.ingressUrl], adminUrls: [restate.adminUrl], endpointPort, gatewayPort, advertisedHost: '127.0.0.1', workerKey: undefined, version: 'bench' }
  // each needs the other; Restate calls once the connection is open
  const runs = (): RunHost => host
  const connection = openRestate({ settings, host: '127.0.0.1', executor: EXECUTOR, runs, workerSettings: {} })
  const host = hostOn(db, { engine: connection.engine })
  await connection.open()
  return { ...(await contestant(db, host)), close: async () => {
    await host.close()
    await connection.close()
    await db.close()
    await restate.stop()
    rmSync(dir, { recursive: true, force: true })
  } }
}
