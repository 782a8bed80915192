// bench:peers:durable [--pairs N]: a chain of ten steps, each stored, by Eddy, by Eddy in the hands of Restate and by DBOS, on one PostgreSQL, sample by sample by turns. On demand only: `npm ci --prefix bench/peers` first.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { postgresPrograms, startPostgres } from '@eddy/server/testing/postgres'
import { median } from '../../run-pair.ts'
import type { Sample } from './sample.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const CONTESTANTS = { raw: 'a commit of one row a step', eddy: 'Eddy, on PostgreSQL', 'eddy on restate': 'Eddy, in the hands of Restate', dbos: 'DBOS' }
/** Milliseconds. */
const PATIENCE = 300_000

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '3' } } })
if (!existsSync(`${HERE}../node_modules/@dbos-inc`)) throw new Error('the peers are not installed: npm ci --ignore-scripts --prefix bench/peers')
const programs = postgresPrograms()
if (programs === undefined) throw new Error('no PostgreSQL is installed here: this needs initdb and postgres.')
const version = (JSON.parse(readFileSync(`${HERE}../node_modules/@dbos-inc/dbos-sdk/package.json`, 'utf8')) as { readonly version: string }).version

const samples = new Map<string, Sample[]>(Object.keys(CONTESTANTS).map((name) => [name, []]))
const began = new Date()
const postgres = await startPostgres(programs, { fsync: true })
try {
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    for (const [name, taken] of samples) {
      const text = execFileSync(process.execPath, ['--import', 'tsx', `${HERE}sample.ts`, name, await postgres.database()], { encoding: 'utf8', timeout: PATIENCE, stdio: ['ignore', 'pipe', 'inherit'] })
      const sample = JSON.parse(text.trim().split('\n').at(-1) ?? '') as Sample
      taken.push(sample)
      console.error(name, sample)
    }
  }
} finally {
  await postgres.close()
}

const of = (name: string, figure: keyof Sample) => median((samples.get(name) ?? []).map((sample) => sample[figure]))
console.log('| | one after the other: ms a step | × a raw commit | processor, µs a step | 50 at once: steps/s | of Eddy |\n|---|---:|---:|---:|---:|---:|')
for (const [name, title] of Object.entries(CONTESTANTS)) {
  const [alone, cpu, together] = [of(name, 'alone'), of(name, 'cpu'), of(name, 'together')]
  console.log(`| ${title}${name === 'dbos' ? ` ${version}` : ''} | ${alone.toFixed(2)} | ${(alone / of('raw', 'alone')).toFixed(2)} | ${cpu.toFixed(0)} | ${together.toFixed(0)} | ${((together / of('eddy', 'together')) * 100).toFixed(0)} % |`)
}
console.log(`\n${began.toISOString()}, load ${loadavg()[0]?.toFixed(1) ?? ''} at the end, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}; medians of ${values.pairs}. One PostgreSQL of its own, fsync on. Chains of ten steps whose effects take no time, 50 one after the other, then 500, 50 at once; each is checked by what is stored. The processor is of the process that performs them: Restate's own is not in it.`)
