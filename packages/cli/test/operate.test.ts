import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PROGRAM, programIn } from './eddy.ts'
import { freePort } from './free-port.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-operate-'))
let port: number
let url: string
let server: ChildProcess | undefined

const env = (data: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ ...process.env, DATABASE_URL: undefined, EDDY_DATA: join(dir, data), EDDY_PORT: String(port), EDDY_URL: url, EDDY_DEMO: 'off', ...more })

const eddy = (args: readonly string[], variables: NodeJS.ProcessEnv) => programIn(variables, ...args)
async function start(data: string): Promise<void> {
  server = spawn(PROGRAM, ['serve'], { stdio: ['ignore', 'ignore', 'inherit'], env: env(data), detached: true })
  await vi.waitUntil(async () => (await fetch(`${url}/ready`).catch(() => undefined))?.ok, { timeout: 90_000, interval: 200 })
}
async function stop(): Promise<void> {
  if (!server || server.exitCode !== null) return
  const ended = new Promise((resolve) => server?.once('exit', resolve))
  server?.kill('SIGTERM')
  await ended
  server = undefined
}
const workflows = async () => ((await (await fetch(`${url}/trpc/workflow.list`)).json()) as { readonly result: { readonly data: readonly { readonly name: string }[] } }).result.data.map(({ name }) => name)

beforeAll(async () => {
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  await start('data')
  await fetch(`${url}/trpc/workflow.create`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ document: { eddy: 1, name: 'precious', steps: [] } }) })
})
afterAll(async () => {
  if (server) await stop()
  rmSync(dir, { recursive: true, force: true })
})

describe('eddy backup and restore', () => {
  const file = join(dir, 'all.eddy')

  it('writes a backup of a running server, reads it back, and never over anything', async () => {
    const made = await eddy(['backup', file], env('data'))
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/rows of \d+ tables and \d+ files in \d+ bytes, read back and whole/) })
    expect(await eddy(['backup', file], env('data'))).toMatchObject({ code: 2, err: expect.stringContaining('There is something at') })
    writeFileSync(join(dir, 'b.eddy.unfinished'), 'x')
    expect(await eddy(['backup', join(dir, 'b.eddy')], env('data'))).toMatchObject({ code: 2, err: expect.stringContaining('is there already: another backup') })
    expect(readFileSync(join(dir, 'b.eddy.unfinished'), 'utf8')).toBe('x')
    expect(await eddy(['backup', join(dir, 'key.eddy'), '--with-key'], env('data'))).toMatchObject({ code: 2, err: expect.stringContaining('does not give its key away') })
    expect(await eddy(['restore', file], env('data'))).toMatchObject({ code: 2, err: expect.stringContaining('Stop it first') })
  })

  it('is of the server that has the folder, or of the one that is named, and of no other', async () => {
    const link = join(dir, 'link')
    symlinkSync(join(dir, 'data'), link)
    // another Eddy is spoken to, or none
    for (const [name, more] of Object.entries({ unset: { EDDY_URL: undefined }, wrong: { EDDY_URL: 'http://127.0.0.1:9' }, temporary: { TMPDIR: mkdtempSync(join(dir, 'tmp-')), EDDY_DATA: link } })) {
      const made = await eddy(['backup', join(dir, `${name}.eddy`), '--json'], env('data', more))
      expect(JSON.parse(made.out)).toMatchObject({ tables: { workflow: { rows: 1 } } })
      expect(await eddy(['restore', join(dir, `${name}.eddy`)], env('data', more))).toMatchObject({ code: 2, err: expect.stringContaining('Stop it first') })
      expect(await eddy(['serve', '--port', '0'], env('data', more))).toMatchObject({ code: 1, err: expect.stringMatching(/Eddy cannot start: another Eddy process is using .*(data|link); stop it, or set DATABASE_URL/) })
    }
    for (const args of [['backup', join(dir, 'named.eddy'), '--server', url], ['doctor', '--server', url]]) expect(await eddy(args, env('nothing'))).toMatchObject({ code: 0 })
    expect(await eddy(['backup', join(dir, 'spoken.eddy')], env('nothing'))).toMatchObject({ code: 0 })
    expect(await eddy(['backup', join(dir, 'none.eddy')], env('nothing', { EDDY_URL: undefined }))).toMatchObject({ code: 2, err: expect.stringContaining('or a running server with --server') })
  }, 60_000)

  it('brings it back elsewhere, where a server finds all of it', async () => {
    const restored = await eddy(['restore', file, '--json'], env('other'))
    expect({ ...restored, out: JSON.parse(restored.out) }).toMatchObject({ code: 0, out: { into: join(dir, 'other'), tables: { workflow: { rows: 1 } } } })
    expect(await eddy(['restore', file], env('other'))).toMatchObject({ code: 2, err: expect.stringContaining('already') })
    await stop()
    await start('other')
    expect(await workflows()).toEqual(['precious'])
    expect(existsSync(`${file}.unfinished`)).toBe(false)
  })
})

describe('eddy doctor', () => {
  it('finds a running server well, through it', async () => {
    const { code, out } = await eddy(['doctor', '--json'], env('other'))
    const { ok, findings } = JSON.parse(out) as { readonly ok: boolean; readonly findings: readonly { readonly name: string; readonly status: string; readonly detail: string }[] }
    expect(findings.filter(({ status }) => status === 'fail')).toEqual([])
    expect([code, ok]).toEqual([0, true])
    expect(findings.map(({ name }) => name)).toEqual(['settings', 'node', 'data folder', 'disk', 'port', 'database', 'migrations', 'clock', 'secrets', 'servers', 'runs', 'halted runs', 'left in place', 'triggers'])
    expect(findings.find(({ name }) => name === 'port')?.detail).toContain('taken by a running Eddy')
  })

  it('says of each fault what to do, and ends 1', async () => {
    const other = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    writeFileSync(join(dir, 'a-file'), '')
    const found = await eddy(['doctor'], env('a-file', { EDDY_PORT: String(typeof address === 'object' ? address?.port : 0), EDDY_DRAINMS: '5', DATABASE_URL: 'postgres://nobody@127.0.0.1:9/x', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }))
    await new Promise((resolve) => other.close(resolve))
    expect(found.code).toBe(1)
    const lines = found.out.split('\n')
    for (const line of ['warn  settings       Nobody reads EDDY_DRAINMS.', `FAIL  data folder    ${join(dir, 'a-file')} is no folder.`]) expect(lines).toContain(line)
    expect(found.out).toMatch(/FAIL {2}port .* is taken by another program\.\n {6}Stop it, or choose another port with EDDY_PORT\./)
    expect(found.out).toMatch(/FAIL {2}database .*\n {6}Look whether the server at DATABASE_URL runs/)
    expect(found.out).toMatch(/warn {2}traces .*Nobody answers/)
    expect(await eddy(['doctor'], env('x', { EDDY_PORT: 'many' }))).toMatchObject({ code: 1, out: expect.stringContaining('FAIL  settings       EDDY_PORT') })
  })

  it('tells what it would find in a folder that nobody has open, and makes nothing', async () => {
    const found = await eddy(['doctor'], env('nowhere', { EDDY_PORT: '0' }))
    expect(found).toMatchObject({ code: 0, out: expect.stringContaining('There is no embedded database yet') })
    expect(existsSync(join(dir, 'nowhere'))).toBe(false)
    const still = await eddy(['doctor', '--json'], env('data', { EDDY_PORT: '0' }))
    expect(JSON.parse(still.out)).toMatchObject({ ok: true, findings: expect.arrayContaining([expect.objectContaining({ name: 'migrations', status: 'ok' })]) })
  })
})

describe('eddy runs events --follow', () => {
  it('goes on where it was when the server is killed and started anew', async () => {
    await stop()
    await start('data')
    const post = async (procedure: string, body: object) => ((await (await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as { readonly result: { readonly data: { readonly id: string; readonly runId: string } } }).result.data
    const { id } = await post('workflow.create', { document: { eddy: 1, name: 'followed', steps: [{ name: 'one', kind: 'code', config: { source: 'return 1' } }, { name: 'pause', kind: 'wait.timer', config: { duration: 'PT8S' }, waitFor: ['one'] }, { name: 'two', kind: 'code', config: { source: 'return 2' }, waitFor: ['pause'] }] } })
    const { runId } = await post('run.start', { workflowId: id, input: {} })
    const following = eddy(['runs', 'events', runId, '--follow', '--json'], env('data'))
    await new Promise((done) => setTimeout(done, 2000))
    const gone = new Promise((resolve) => server?.once('exit', resolve))
    // the program that `eddy serve` has started too
    if (server?.pid !== undefined) process.kill(-server.pid, 'SIGKILL')
    await gone
    await new Promise((done) => setTimeout(done, 1500))
    await start('data')
    const { code, out, err } = await following
    expect([code, err]).toEqual([0, expect.stringContaining('It is waited for, a minute at most.')])
    const seqs = out.split('\n').map((line) => (JSON.parse(line) as { readonly seq: number }).seq)
    expect(seqs).toEqual(seqs.map((_, at) => at + 1))
    expect(JSON.parse(out.split('\n').at(-1) ?? '')).toMatchObject({ type: 'run.succeeded' })
  }, 90_000)
})
