import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './free-ports.ts'

export interface RestateOptions {
  /** Where it keeps its journals; made when it is not there. */
  readonly dataDir: string
  /** Free ones by default. */
  readonly ports?: { readonly ingress: number; readonly admin: number; readonly node: number }
}

export interface RestateServer {
  readonly ingressUrl: string
  readonly adminUrl: string
  readonly child: ChildProcess
  /** With these it can be started again on its data. */
  readonly options: Required<RestateOptions>
  /** Resolves when the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

const READY_MS = 60_000

export { freePorts }

/** Starts Restate's own server, one node on the loopback, and resolves when it takes requests. */
export async function startRestate({ dataDir, ports }: RestateOptions): Promise<RestateServer> {
  await mkdir(dataDir, { recursive: true })
  const [ingress = 0, admin = 0, node = 0] = ports === undefined ? await freePorts(3) : [ports.ingress, ports.admin, ports.node]
  const config = join(dataDir, 'restate.toml')
  await writeFile(config, configuration({ dataDir, ingress, admin, node }))
  const child = spawn(binaryPath(), ['--config-file', config, '--no-logo'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const read = (data: Buffer) => (output = (output + String(data)).slice(-20_000))
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const adminUrl = `http://127.0.0.1:${admin}`
  const ingressUrl = `http://127.0.0.1:${ingress}`
  const until = Date.now() + READY_MS
  while (!((await answers(`${adminUrl}/health`)) && (await answers(`${ingressUrl}/restate/health`)))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`Restate did not start: ${output}`)
    }
    await sleep(50)
  }
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => (child.kill(signal), ended)
  return { ingressUrl, adminUrl, child, options: { dataDir, ports: { ingress, admin, node } }, stop }
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

interface Settings {
  readonly dataDir: string
  readonly ingress: number
  readonly admin: number
  readonly node: number
}

/** Small enough for a laptop; what a cluster needs is told in docs/how-to/run-distributed.md. */
function configuration({ dataDir, ingress, admin, node }: Settings): string {
  return `node-name = "eddy"
cluster-name = "eddy"
base-dir = ${JSON.stringify(join(dataDir, 'journal'))}
bind-address = "127.0.0.1:${node}"
advertised-address = "http://127.0.0.1:${node}/"
listen-mode = "tcp"
default-num-partitions = 4
disable-telemetry = true
disable-prometheus = true
log-filter = "warn"
log-disable-ansi-codes = true
rocksdb-total-memory-size = "256 MiB"
shutdown-timeout = "5s"

[worker.invoker]
concurrent-invocations-limit = 10000

[admin]
bind-address = "127.0.0.1:${admin}"
disable-web-ui = true

[ingress]
bind-address = "127.0.0.1:${ingress}"
`
}
