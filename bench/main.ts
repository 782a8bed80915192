// bench [E1 E3 …] [--pairs N] [--json file] [--gate] | bench C1 C2 … | bench canvas | bench D6 D7 | bench server | bench D1 D2 D3 D4 D5 D8 | bench durable | bench --quick
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { GROWING } from './growth.ts'
import { figure, type Row, table, verdict } from './rows.ts'
import { CANVAS, isCanvasId } from './canvas/ids.ts'
import { DURABLE, isDurableId } from './durable/ids.ts'
import { isServerId, SERVER } from './server/ids.ts'
import { OTHERS, runSuite } from './suite.ts'
import { workloads } from './workloads/index.ts'

const LEAST_PAIRS = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: String(LEAST_PAIRS) }, json: { type: 'string' }, gate: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const asked = positionals.map((id) => id.toUpperCase())
// the canvas has rows of its own, in a browser: only when it is asked for
const canvas = asked.includes('CANVAS') ? CANVAS : asked.filter(isCanvasId)
const server = asked.includes('SERVER') ? SERVER : asked.filter(isServerId)
const durable = asked.includes('DURABLE') ? DURABLE : asked.filter(isDurableId)
const wanted = asked.filter((id) => !['CANVAS', 'SERVER', 'DURABLE'].includes(id) && !isDurableId(id) && !isCanvasId(id) && !isServerId(id))
const known: readonly string[] = [...workloads.map(({ id }) => id), ...OTHERS, ...GROWING.map((id) => `E14:${id}`)]
const unknown = wanted.find((id) => !known.includes(id))
if (unknown !== undefined) throw new Error(`there is no workload ${unknown}; there are ${[...known, ...CANVAS, ...SERVER, ...DURABLE].join(', ')}`)

const pairs = Math.max(LEAST_PAIRS, Number(values.pairs))

if (canvas.length) await measureCanvas()
if (server.length) await measureServer()
if (durable.length) await measureDurable()
if (wanted.length || asked.length === 0) await measureEngine()

async function measureEngine(): Promise<void> {
  const bundled = await bundle(['quick.ts', 'sample.ts', 'memory-sample.ts', 'cold-sample.ts', 'cold-engine.ts', 'cold-empty.ts'])
  try {
    if (values.quick) smoke(bundled.file)
    else measure(bundled.file)
  } finally {
    bundled.remove()
  }
}

async function measureCanvas(): Promise<void> {
  const { runCanvas } = await import('./canvas/suite.ts')
  const rows = await runCanvas(canvas, (row) => console.error(`${row.id} ${row.title} ${row.size}: ${figure(row.measured)} ${row.unit} ${row.note}`))
  report(rows, { began: performance.timeOrigin, note: 'Headless Chromium, 1280 × 720, no GPU. bare: an idle frame, eddy: p95 of a frame, ms of the main thread.' })
}

async function measureServer(): Promise<void> {
  const { runServer } = await import('./server/suite.ts')
  const rows = await runServer(server, (row) => console.error(`${row.id} ${row.title} ${row.size}: ${figure(row.measured)} ${row.unit} ${row.note}`))
  report(rows, { began: performance.timeOrigin, note: 'The real server with its embedded database, over HTTP on loopback.' })
}

async function measureDurable(): Promise<void> {
  // plain JavaScript, as the server runs it: tsx wraps every function to keep its name
  const { load } = (await import(new URL('../scripts/program.mjs', import.meta.url).href)) as { readonly load: (entry: string) => Promise<typeof import('./durable/suite.ts')> }
  const { runDurable } = await load('bench/durable/suite.ts')
  const rows = await runDurable(durable, (row) => console.error(`${row.id} ${row.title} ${row.size}: ${figure(row.measured)} ${row.unit} ${row.note}`))
  report(rows, { began: performance.timeOrigin, note: 'A PostgreSQL of its own on the same machine, fsync on; D5: the server with each of both databases.' })
}

function smoke(file: (entry: string) => string): void {
  const { status } = spawnSync(process.execPath, [file('quick.ts')], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

function measure(file: (entry: string) => string): void {
  const files = { sample: file('sample.ts'), memory: file('memory-sample.ts'), cold: { sample: file('cold-sample.ts'), engine: file('cold-engine.ts'), empty: file('cold-empty.ts') } }
  const began = Date.now()
  const rows = runSuite({ files, wanted, pairs, onRow: (row) => console.error(`${row.id} ${row.title} ${row.size}: ${row.measured?.toFixed(3)} ${row.unit} ${row.note}`) })
  report(rows, { began, note: `${pairs} pairs. bare, eddy: user CPU, µs per step, unless "limit of" names another unit.` })
}

function report(rows: readonly Row[], { began, note }: { readonly began: number; readonly note: string }): void {
  const machine = { date: new Date().toISOString(), node: process.version, cpu: `${cpus().length} × ${cpus()[0]?.model ?? ''}`.trim(), pairs, seconds: Math.round((Date.now() - began) / 1000) }
  console.log(table(rows))
  console.log(`\n${machine.date}, Node ${machine.node}, ${machine.cpu}, ${machine.seconds} s. ${note}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...machine, rows: rows.map((row) => ({ ...row, holds: verdict(row) })) }, null, 2)}\n`)
  if (values.gate && rows.some((row) => verdict(row) === 'NO')) process.exitCode = 1
}
