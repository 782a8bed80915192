// @module-tag once
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { startDemo } from '@eddy/demo'
import { startServerProcess } from './server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-recovery-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

const start = async (demoUrl: string) => {
  const server = await startServerProcess({ EDDY_DATA: dir, EDDY_ALLOWED_HOSTS: new URL(demoUrl).host })
  running.add(server.child)
  return server
}

it('after kill -9 in the middle of a run the run goes on, and nothing that was finished is done twice', async () => {
  const demo = await startDemo({ port: 0 })
  const reserve = (kind: string, waitFor: readonly string[], more: object = {}) => ({ name: kind, kind: 'http.request', waitFor, undo: 'cancel', onInterrupt: 'retry', config: { method: 'POST', url: `${demo.url}/reservations`, body: { kind, delayMs: 400, ...more } } })
  const document = {
    eddy: 1,
    name: 'trip',
    steps: [reserve('flight', []), reserve('hotel', ['flight']), reserve('car', ['hotel'], { fail: true })],
    handlers: [{ name: 'cancel', kind: 'http.request', arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }], config: { method: 'DELETE', url: `${demo.url}/reservations/{{ id }}` } }],
  }
  const first = await start(demo.url)
  const workflow = await first.api.workflow.create.mutate({ document: document as never })
  const { runId } = await first.api.run.start.mutate({ workflowId: workflow.id, input: {} })
  await expect.poll(async () => (await first.api.run.get.query({ runId })).lastSeq, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(6)
  await first.stop('SIGKILL')

  const second = await start(demo.url)
  await expect.poll(async () => (await second.api.run.get.query({ runId })).status, { timeout: 60_000 }).toBe('rolled_back')
  expect(await second.api.run.get.query({ runId })).toMatchObject({ undone: 2, left: 0 })
  const writes = (await (await fetch(`${demo.url}/writes`)).json()) as { method: string }[]
  // flight, hotel and the refused car were asked for once each, whatever was repeated under the same key
  expect(writes.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'DELETE', 'DELETE'])
  expect(await (await fetch(`${demo.url}/reservations`)).json()).toEqual([])

  expect(await second.stop('SIGTERM')).toBe(0)
  await demo.close()
}, 240_000)

it('says in one sentence why it cannot start', async () => {
  const refused = (env: NodeJS.ProcessEnv) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, ['bin/eddy-server.mjs'], { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, EDDY_DEMO: 'off', EDDY_DATA: dir, DATABASE_URL: undefined, ...env } })
      let output = ''
      child.stderr.on('data', (data: Buffer) => (output += String(data)))
      child.on('exit', (code) => resolve({ code, output }))
    })
  const { createServer } = await import('node:http')
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  expect(await refused({ EDDY_PORT: String(port) })).toEqual({ code: 1, output: `Eddy cannot start: Port ${port} is taken; stop what uses it, or choose another port with EDDY_PORT.\n` })
  taken.close()
  expect(await refused({ EDDY_DATA: '/dev/null/data' })).toMatchObject({ code: 1, output: expect.stringMatching(/^Eddy cannot start: The data folder \/dev\/null\/data cannot be written;.*\n$/) })
  expect(await refused({ EDDY_HOST: '0.0.0.0' })).toMatchObject({ code: 1, output: expect.stringMatching(/^Eddy cannot start: EDDY_HOST is not this machine/) })
})
