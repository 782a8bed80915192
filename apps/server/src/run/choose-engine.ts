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
  /** Once for each renewal of this server's lease. */
  beat(): Promise<void>
  close(): Promise<void>
}

/** What drives the runs of a server, as other servers see it: those of one name go on with each other's runs where they are. */
export function engineName({ restate }: Pick<Settings, 'restate'>): string {
  return restate ? `restate ${restate.version}` : 'embedded'
}

/** The same with the version of Eddy, for people. */
export function drivesOf(settings: Pick<Settings, 'restate'>): { readonly engine: string; readonly version: string } {
  return { engine: engineName(settings), version: settings.restate?.version ?? ENGINE_VERSION }
}

/** What drives the runs, as the settings say. Nothing of Restate is loaded where it is not asked for. */
export async function chooseEngine({ restate, host, leaseMs }: Settings, { db, serverId, executor, allowedHosts, runs }: EngineParts): Promise<ChosenEngine> {
  if (!restate) return { host: {}, open: async () => undefined, beat: async () => undefined, close: async () => undefined }
  const [{ openRestate }, { onlyServer }, { watchForSuccessor }] = await Promise.all([import('../distributed/open-restate.ts'), import('../distributed/only-server.ts'), import('../distributed/successor.ts')])
  const engine = engineName({ restate })
  await onlyServer(db, { serverId, leaseMs, engine })
  const connection = openRestate({ settings: restate, host, executor, runs, workerSettings: { allowedHosts } })
  return { host: { engine: connection.engine }, open: () => connection.open(), beat: watchForSuccessor(db, { serverId, engine, leaseMs, say: console.log }), close: () => connection.close() }
}
