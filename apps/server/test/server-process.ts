import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createTRPCClient, createWSClient, httpLink, splitLink, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import type { AppRouter } from '../src/trpc/root.ts'
import { putDatabase } from './migrated.ts'

export interface ServerProcess {
  readonly url: string
  readonly child: ChildProcess
  readonly api: ReturnType<typeof apiOf>
  readonly output: () => string
  stop(signal: NodeJS.Signals): Promise<number | null>
}

/** As the page asks: subscriptions over one socket, which is closed soon after the last of them. */
export function apiOf(url: string) {
  const client = createWSClient({ url: `${url.replace('http', 'ws')}/trpc`, WebSocket: WebSocket as never, lazy: { enabled: true, closeMs: 1000 }, retryDelayMs: () => 500 })
  return createTRPCClient<AppRouter>({ links: [splitLink({ condition: (op) => op.type === 'subscription', true: wsLink({ client }), false: httpLink({ url: `${url}/trpc` }) })] })
}

/** A real server in a process of its own; resolves when it is ready. */
export async function startServerProcess(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  if (env['EDDY_DATA'] !== undefined && env['DATABASE_URL'] === undefined) await putDatabase(env['EDDY_DATA'])
  return spawnServer('bin/eddy-server.mjs', env).ready
}

interface SpawnedServer {
  readonly child: ChildProcess
  readonly ready: Promise<ServerProcess>
}

function spawnServer(program: string, env: NodeJS.ProcessEnv): SpawnedServer {
  const child = spawn(process.execPath, [program], { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, EDDY_PORT: '0', EDDY_DEMO: 'off', DATABASE_URL: undefined, ...env } })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const ready = new Promise<ServerProcess>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += String(data)
      const url = /Eddy is ready at ([^\s"]+)/.exec(output)?.[1]
      if (url) resolve({ url, child, api: apiOf(url), output: () => output, stop: (signal) => (child.kill(signal), ended) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  return { child, ready }
}

/** Servers that have read all of themselves before they are wanted: most of what a start takes is that, and not what a start does. */
export class SpareServers {
  readonly #env: NodeJS.ProcessEnv
  readonly #spares: SpawnedServer[]
  #closed = false

  constructor(env: NodeJS.ProcessEnv, count: number) {
    this.#env = env
    this.#spares = Array.from({ length: count }, () => this.#spawn())
  }

  /** Has one begin; resolves when it is ready. Another takes its place after that, so as not to be in its way. */
  async start(): Promise<ServerProcess> {
    const { child, ready } = this.#spares.shift() ?? this.#spawn()
    child.stdin?.write('begin\n')
    const server = await ready
    if (!this.#closed) this.#spares.push(this.#spawn())
    return server
  }

  close(): void {
    this.#closed = true
    for (const { child } of this.#spares) child.kill('SIGKILL')
  }

  #spawn(): SpawnedServer {
    const spawned = spawnServer('test/chaos/warm-server.mjs', this.#env)
    // a spare that is no longer wanted is killed, and nobody waits for it; a broken one is told of when it is taken
    spawned.ready.catch(() => undefined)
    return spawned
  }
}
