import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './free-ports.ts'
import { restateConfiguration, type RestatePorts, type RestateSettings } from './restate-configuration.ts'

/** Free ports by default. */
export type RestateOptions = Omit<RestateSettings, 'ports'> & Partial<Pick<RestateSettings, 'ports'>>

export interface RestateServer {
  readonly ingressUrl: string
  readonly adminUrl: string
  readonly child: ChildProcess
  /** With these it can be started again on its data. */
  readonly options: RestateSettings
  /** Resolves when the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

const READY_MS = 60_000

/** Starts Restate's own server, one node on the loopback, and resolves when it takes requests. */
export async function startRestate({ ports, ...given }: RestateOptions): Promise<RestateServer> {
  const options = { ...given, ports: ports ?? restatePorts(await freePorts(3)) }
  await mkdir(options.dataDir, { recursive: true })
  const config = join(options.dataDir, 'restate.toml')
  await writeFile(config, restateConfiguration(options))
  const child = spawn(binaryPath(), ['--config-file', config, '--no-logo'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const read = (data: Buffer) => (output = (output + String(data)).slice(-20_000))
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const adminUrl = `http://127.0.0.1:${options.ports.admin}`
  const ingressUrl = `http://127.0.0.1:${options.ports.ingress}`
  const until = Date.now() + READY_MS
  while (!((await answers(`${adminUrl}/health`)) && (await answers(`${ingressUrl}/restate/health`)))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`Restate did not start: ${output}`)
    }
    await sleep(50)
  }
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => (child.kill(signal), ended)
  return { ingressUrl, adminUrl, child, options, stop }
}

/** Three ports, as a node uses them. */
export function restatePorts([ingress = 0, admin = 0, node = 0]: readonly number[]): RestatePorts {
  return { ingress, admin, node }
}

/** The native program inside the npm package of this platform. */
function binaryPath(): string {
  const require = createRequire(import.meta.url)
  const platform = `@restatedev/restate-server-${process.platform}-${process.arch}`
  try {
    return createRequire(require.resolve('@restatedev/restate-server/package.json')).resolve(`${platform}/bin/restate-server`)
  } catch {
    throw new Error(`Restate's server does not come for this platform (${platform} is not installed); run it elsewhere, and name it with EDDY_RESTATE_URL.`)
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then((response) => response.ok, () => false)
}
