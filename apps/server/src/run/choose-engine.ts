import { ENGINE_VERSION, type StepExecutor } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import type { Settings } from '../env.ts'
import type { RunEngine } from './run-engine.ts'
import type { RunHost } from './run-host.ts'

export interface EngineParts {
  readonly db: Database
  readonly serverId: string
  readonly executor: StepExecutor
  readonly allowedHosts: readonly string[]
  readonly runs: () => RunHost
}

export interface ChosenEngine {
  /** For the host of runs; nothing where the engine is in this process. */
  readonly host: { readonly engine?: RunEngine }
  /** Once the host of runs is there. */
  open(): Promise<void>
  close(): Promise<void>
}

/** What drives the runs, as the settings say. Nothing of Restate is loaded where it is not asked for. */
export async function chooseEngine({ restate, host, leaseMs }: Settings, { db, serverId, executor, allowedHosts, runs }: EngineParts): Promise<ChosenEngine> {
  if (!restate) return { host: {}, open: async () => undefined, close: async () => undefined }
  const [{ openRestate }, { onlyServer }] = await Promise.all([import('../distributed/open-restate.ts'), import('../distributed/only-server.ts')])
  await onlyServer(db, { serverId, leaseMs })
  const connection = openRestate({ settings: restate, host, executor, runs, workerSettings: { allowedHosts }, version: ENGINE_VERSION })
  return { host: { engine: connection.engine }, open: () => connection.open(), close: () => connection.close() }
}
