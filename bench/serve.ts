import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkflowDocument } from '@eddy/workflow'

/** Such as `--cpu-prof --cpu-prof-dir=…`. */
const NODE_FLAGS = process.env['EDDY_BENCH_NODE_FLAGS']?.split(' ') ?? []
const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The real server on a data folder of its own, with the page as it was built. */
export interface Served {
  readonly url: string
  /** Of the server's process. */
  readonly pid: number
  /** Stores a workflow through the API and gives its id. */
  readonly add: (document: WorkflowDocument) => Promise<string>
  /** Starts a run of a stored workflow and gives its id. */
  readonly start: (workflowId: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** `data`: a folder that is prepared already; an empty one of its own when left out. `EDDY_BENCH_PROGRAM`: the server as it was put together from other sources, for turns with them. */
export async function serve(data = mkdtempSync(join(tmpdir(), 'eddy-bench-')), settings: { readonly [name: string]: string } = {}): Promise<Served> {
  if (!existsSync(join(ROOT, 'apps/web/dist/index.html'))) throw new Error('apps/web is not built: run "npx pnpm --filter @eddy/web build" first.')
  const [port, demo] = await ports()
  const env = { ...process.env, EDDY_PORT: String(port), EDDY_DEMO_PORT: String(demo), EDDY_DATA: data, ...settings }
  const server = spawn(process.execPath, [...NODE_FLAGS, process.env['EDDY_BENCH_PROGRAM'] ?? 'bin/eddy-server.mjs'], { cwd: join(ROOT, 'apps/server'), env, stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  await healthy(url, server)
  return {
    url,
    pid: server.pid ?? 0,
    add: async (document) => (await ask<{ readonly id: string }>(url, 'workflow.create', { document })).id,
    start: async (workflowId) => (await ask<{ readonly runId: string }>(url, 'run.start', { workflowId, input: {} })).runId,
    stop: async () => {
      await new Promise((done) => {
        server.once('exit', done)
        server.kill('SIGTERM')
      })
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Ports that nobody has: another bench's server on a fixed one would answer in place of this one, until it stops. */
async function ports(): Promise<readonly [number, number]> {
  const given = process.env['EDDY_BENCH_PORT']
  return given === undefined ? [await freePort(), await freePort()] : [Number(given), Number(given) + 1]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function healthy(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`the server at ${url} did not come up in a minute`)
}

async function ask<T>(url: string, procedure: string, input: object): Promise<T> {
  const answer = await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })
  const body = (await answer.json()) as { readonly result?: { readonly data: T } }
  if (!body.result) throw new Error(`the server refused ${procedure}: ${JSON.stringify(body).slice(0, 300)}`)
  return body.result.data
}
