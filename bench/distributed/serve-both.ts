import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts, startRestate } from '@eddy/distributed/restate-server'
import type { Reached } from './measure.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const WORKERS = Number(process.env['EDDY_BENCH_WORKERS'] ?? 2)

type Visit<T> = (served: Reached) => Promise<T>

/** The server as it starts by itself, on a data folder of its own. */
export async function serveEmbedded<T>(allowedHost: string, visit: Visit<T>): Promise<T> {
  return withFolder(async (dir) => {
    const server = await program('server', { EDDY_DATA: dir, EDDY_ALLOWED_HOSTS: allowedHost }, /Eddy is ready at (\S+)/)
    try {
      return await visit({ url: server.said })
    } finally {
      await end(server.child)
    }
  })
}

/** The same server with Restate and step workers, all on this machine. */
export async function serveDistributed<T>(allowedHost: string, visit: Visit<T>): Promise<T> {
  return withFolder(async (dir) => {
    const restate = await startRestate({ dataDir: join(dir, 'restate') })
    const [endpoint, gateway] = await freePorts(2)
    const env = { EDDY_DATA: join(dir, 'data'), EDDY_ALLOWED_HOSTS: allowedHost, EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl, EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}` }
    const server = await program('server', env, /Eddy is ready at (\S+)/)
    const workers = await Promise.all(Array.from({ length: WORKERS }, () => program('worker', env, /takes steps from (\S+)/)))
    try {
      return await visit({ url: server.said })
    } finally {
      await Promise.all([...workers, server].map(({ child }) => end(child)))
      await restate.stop()
    }
  })
}

async function withFolder<T>(visit: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-bench-'))
  try {
    return await visit(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function program(app: string, env: NodeJS.ProcessEnv, ready: RegExp): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const child = spawn(process.execPath, [`bin/eddy-${app}.mjs`], { cwd: join(ROOT, 'apps', app), env: { ...process.env, EDDY_PORT: '0', EDDY_DEMO: 'off', DATABASE_URL: undefined, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output += String(data)
      const said = ready.exec(output)?.[1]
      if (said !== undefined) resolve({ child, said })
    })
    child.once('exit', (code) => reject(new Error(`${app} ended with ${code}: ${output}`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
