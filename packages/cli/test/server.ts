import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { putDatabase } from '@eddy/server/testing/migrated'

const bin = fileURLToPath(new URL('../../../node_modules/.bin/eddy', import.meta.url))
const serverFolder = fileURLToPath(new URL('../../../apps/server', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface TestServer {
  readonly url: string
  /** The real binary, told of the server. */
  readonly eddy: (...args: readonly string[]) => Promise<Ended>
  readonly post: <T = { readonly id: string; readonly runId: string }>(procedure: string, input: object) => Promise<T>
  readonly stop: () => Promise<void>
}

/** A real server with a data folder of its own. */
export async function openTestServer(): Promise<TestServer> {
  const data = mkdtempSync(join(tmpdir(), 'eddy-cli-server-'))
  await putDatabase(data)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: serverFolder, stdio: 'ignore', env: { ...process.env, EDDY_DATA: data, EDDY_PORT: String(port), EDDY_DEMO: 'off' } })
  await vi.waitUntil(async () => (await fetch(`${url}/health`).catch(() => undefined))?.ok, { timeout: 90_000, interval: 200 })
  return {
    url,
    eddy: (...args) => run(args, url),
    post: async <T>(procedure: string, input: object) => {
      const response = await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })
      return ((await response.json()) as { readonly result: { readonly data: T } }).result.data
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
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

function run(args: readonly string[], url: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin, args, { env: { ...process.env, EDDY_URL: url } })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => (out += String(text)))
    child.stderr.on('data', (text) => (err += String(text)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out: out.trim(), err: err.trim() }))
  })
}
