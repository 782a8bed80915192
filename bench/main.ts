// bench [E1 E3 …] [--pairs N] [--json file] [--gate] | bench --quick
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { GROWING } from './growth.ts'
import { table, verdict } from './rows.ts'
import { OTHERS, runSuite } from './suite.ts'
import { workloads } from './workloads/index.ts'

const LEAST_PAIRS = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: String(LEAST_PAIRS) }, json: { type: 'string' }, gate: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const wanted = positionals.map((id) => id.toUpperCase())
const known: readonly string[] = [...workloads.map(({ id }) => id), ...OTHERS, ...GROWING.map((id) => `E14:${id}`)]
const unknown = wanted.find((id) => !known.includes(id))
if (unknown !== undefined) throw new Error(`there is no workload ${unknown}; there are ${known.join(', ')}`)

const bundled = await bundle(['quick.ts', 'sample.ts', 'memory-sample.ts', 'cold-sample.ts', 'cold-engine.ts', 'cold-empty.ts'])
try {
  if (values.quick) smoke()
  else measure()
} finally {
  bundled.remove()
}

function smoke(): void {
  const { status } = spawnSync(process.execPath, [bundled.file('quick.ts')], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

function measure(): void {
  const files = { sample: bundled.file('sample.ts'), memory: bundled.file('memory-sample.ts'), cold: { sample: bundled.file('cold-sample.ts'), engine: bundled.file('cold-engine.ts'), empty: bundled.file('cold-empty.ts') } }
  const began = Date.now()
  const pairs = Math.max(LEAST_PAIRS, Number(values.pairs))
  const rows = runSuite({ files, wanted, pairs, onRow: (row) => console.error(`${row.id} ${row.title} ${row.size}: ${row.measured?.toFixed(3)} ${row.unit} ${row.note}`) })
  const machine = { date: new Date().toISOString(), node: process.version, cpu: `${cpus().length} × ${cpus()[0]?.model ?? ''}`.trim(), pairs, seconds: Math.round((Date.now() - began) / 1000) }
  console.log(table(rows))
  console.log(`\n${machine.date}, Node ${machine.node}, ${machine.cpu}, ${pairs} pairs, ${machine.seconds} s. bare, eddy: user CPU, µs per step, unless "limit of" names another unit.`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...machine, rows: rows.map((row) => ({ ...row, holds: verdict(row) })) }, null, 2)}\n`)
  if (values.gate && rows.some((row) => verdict(row) === 'NO')) process.exitCode = 1
}
