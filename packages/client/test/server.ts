import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { putDatabase } from '@eddy/server/testing/migrated'

const serverFolder = fileURLToPath(new URL('../../../apps/server', import.meta.url))

export interface TestServer {
  readonly url: string
  /** Stops it as a deploy does and starts it again over the same data. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  stop(): Promise<void>
}

/** A real server, a process of its own with a data folder of its own. */
export async function openTestServer(environment: { readonly [name: string]: string } = {}): Promise<TestServer> {
  const data = mkdtempSync(join(tmpdir(), 'eddy-client-'))
  await putDatabase(data)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess
  const start = async () => {
    server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: serverFolder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, EDDY_DATA: data, EDDY_PORT: String(port), EDDY_DEMO: 'off', ...environment } })
    await vi.waitUntil(async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok, { timeout: 90_000, interval: 100 })
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await ended
  }
  await start()
  return {
    url,
    restart: async (signal) => {
      await end(signal)
      await start()
    },
    stop: async () => {
      await end('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
