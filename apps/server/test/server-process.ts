import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createTRPCClient, createWSClient, httpLink, splitLink, wsLink } from '@trpc/client'
import { WebSocket } from 'ws'
import type { AppRouter } from '../src/trpc/root.ts'

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
export function startServerProcess(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, EDDY_PORT: '0', EDDY_DEMO: 'off', DATABASE_URL: undefined, ...env } })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return new Promise((resolve, reject) => {
    const read = (data: Buffer) => {
      output += String(data)
      const url = /Eddy is ready at ([^\s"]+)/.exec(output)?.[1]
      if (url) resolve({ url, child, api: apiOf(url), output: () => output, stop: (signal) => (child.kill(signal), ended) })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
}
