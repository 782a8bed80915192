import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresPrograms, startPostgres } from '@eddy/server/testing/postgres'
import type { Step } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { serve } from '../serve.ts'
import { percentile } from '../server/percentile.ts'
import { call } from './callers.ts'

const SECONDS = 5
const CALLERS = Number(process.env['EDDY_BENCH_CALLERS'] ?? 16)
const PAIRS = Number(process.env['EDDY_BENCH_PAIRS'] ?? 3)
/** `embedded` or `postgresql`; both when left out. */
const ON = process.env['EDDY_BENCH_ON']
const BODY = '{"order": 1}'

/** What answers to deliveries, and what process it is. */
interface Answering {
  readonly port: number
  readonly path: string
  readonly pid: number
  readonly stop: () => Promise<unknown>
}

interface Turn {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Microseconds of the server's processor for each delivery. */
  readonly cpu: number
}

/** D5: deliveries to a webhook, each a run of two steps, until its run is stored. Beside it a bare HTTP server that inserts a row, by turns; both on the embedded database, then on PostgreSQL. */
export async function webhook(add: (row: Row) => void): Promise<void> {
  if (ON !== 'postgresql') await compare('embedded database', undefined, add)
  const programs = postgresPrograms()
  if (programs === undefined || ON === 'embedded') return
  const postgres = await startPostgres(programs, { fsync: true })
  try {
    await compare('PostgreSQL', () => postgres.database(), add)
  } finally {
    await postgres.close()
  }
}

async function compare(on: string, database: (() => Promise<string>) | undefined, add: (row: Row) => void): Promise<void> {
  const eddy = await served(await database?.())
  const floor = await bare(await database?.())
  try {
    for (const one of [eddy, floor]) await turn(one, 2)
    const pairs: { readonly eddy: Turn; readonly floor: Turn }[] = []
    for (let pair = 0; pair < PAIRS; pair++) pairs.push({ eddy: await turn(eddy, SECONDS), floor: await turn(floor, SECONDS) })
    const pair = pairs.toSorted((one, other) => share(one) - share(other))[Math.floor(PAIRS / 2)]
    if (!pair) throw new Error('nothing was measured')
    const note = `${words(pair.eddy)}; bare: ${words(pair.floor)}`
    const row = { id: 'D5', size: `${CALLERS} callers`, bare: pair.floor.perSecond, eddy: pair.eddy.perSecond, ratio: pair.floor.perSecond / pair.eddy.perSecond }
    add({ ...row, title: `webhook → run of 2 steps stored, ${on}`, unit: '% of a bare server', measured: -share(pair) * 100, gate: -30, stretch: -50, note })
    add({ ...row, title: '– how long one takes', unit: 'ms p99', measured: pair.eddy.p99, gate: 50, stretch: 20, note: 'callers, server and database on the same cores' })
  } finally {
    await eddy.stop()
    await floor.stop()
  }
}

const share = ({ eddy, floor }: { readonly eddy: Turn; readonly floor: Turn }) => eddy.perSecond / floor.perSecond
const words = ({ perSecond, p50, p99, cpu }: Turn) => `${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(0)} ms, ${cpu.toFixed(0)} µs of its processor each`

async function turn({ port, path, pid }: Answering, seconds: number): Promise<Turn> {
  const before = used(pid)
  const times = await call({ port, path, body: BODY, callers: CALLERS, seconds })
  return { perSecond: times.length / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99), cpu: (used(pid) - before) / times.length }
}

/** Microseconds of the processor that the process has used, on all of its threads. */
function used(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

async function served(url: string | undefined): Promise<Answering> {
  const { url: address, pid, add, stop } = await serve(undefined, { NODE_ENV: 'production', ...(url === undefined ? {} : { DATABASE_URL: url }) })
  const step = (name: string, waitFor: readonly string[]): Step => ({ name, kind: 'debug', waitFor: [...waitFor] })
  const id = await add({ eddy: 1, name: 'hooked', inputs: [{ name: 'order' }], steps: [step('one', []), step('two', ['one'])] })
  const saved = await fetch(`${address}/trpc/trigger.save`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ workflowId: id, settings: { name: 'hook', config: { kind: 'webhook', path: 'd5' }, runs: { draft: true } } }) })
  if (!saved.ok) throw new Error(await saved.text())
  return { port: Number(new URL(address).port), path: '/hooks/d5', pid, stop }
}

async function bare(url: string | undefined): Promise<Answering> {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-bench-'))
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('d5-floor.ts', import.meta.url)), url ?? dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)))
  })
  const stop = () => new Promise<void>((done) => {
    child.once('exit', () => {
      rmSync(dir, { recursive: true, force: true })
      done()
    }).kill('SIGTERM')
  })
  return { port, path: '/', pid: child.pid ?? 0, stop }
}
