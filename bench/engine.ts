// How the cost of a step grows with the number of steps: a chain, independent steps, and a rollback of all of them, in the engine;
// and `eddy run` of the first two as a whole process. Sizes run in fresh processes by turns, so that the machine's moods hit both
// alike; the figure that counts is the ratio of the time per step.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { memoryPorts, plan, startRun } from '@eddy/engine'
import { fakeCatalog } from '@eddy/engine/testing'

type Shape = 'chain' | 'independent' | 'rollback'
const SIZES = [1000, 10_000] as const
const PAIRS = 5
const LIMIT = 1.5

function stepsOf(shape: Shape, size: number, kind: object): object[] {
  return Array.from({ length: size }, (_, i) => ({ name: `s${i}`, ...kind, ...(i > 0 && shape !== 'independent' ? { waitFor: [`s${i - 1}`] } : {}) }))
}

/** Microseconds of wall time per step: plan and run, after a warm-up, without what the process itself costs. */
async function inEngine(shape: Shape, size: number): Promise<number> {
  const steps = stepsOf(shape, size, { kind: shape === 'rollback' ? 'undoable' : 'pure' }) as never
  const last = `s${size - 1}`
  const fails = (request: { readonly step: { readonly name: string }; readonly purpose: string }) => shape === 'rollback' && request.purpose === 'run' && request.step.name === last
  const executor = { execute: (request: Parameters<typeof fails>[0]) => (fails(request) ? ({ kind: 'fail', error: { code: 'BENCH', message: 'the last step fails' } } as const) : ({ kind: 'ok', value: null } as const)) }
  const once = async () => {
    const run = startRun({ runId: 'bench', plan: plan({ eddy: 1, name: 'bench', steps, options: { maxSteps: size + 1 } }, { catalog: fakeCatalog() }), input: {}, ports: memoryPorts({ executor, evaluator: { evaluate: () => null } }) })
    const result = await run.settled()
    const right = shape === 'rollback' ? result.status === 'rolled_back' && result.undone.length === size - 1 : result.status === 'succeeded'
    if (!right) throw new Error(`the ${shape} of ${size} ended ${result.status}`)
  }
  const rounds = Math.ceil(300_000 / size)
  for (let i = 0; i < Math.ceil(rounds / 3); i++) await once()
  const before = performance.now()
  for (let i = 0; i < rounds; i++) await once()
  return ((performance.now() - before) * 1000) / rounds / size
}

/** Milliseconds of a whole `eddy run`: start, validation, plan, run. */
function inProcess(file: string, size: number): number {
  const before = performance.now()
  const { stdout, status } = spawnSync(fileURLToPath(new URL('../node_modules/.bin/eddy', import.meta.url)), ['run', file, '--json'], { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0 || (JSON.parse(stdout) as { stats: { attempts: number } }).stats.attempts !== size) throw new Error(`eddy run of ${size} steps ended with ${status}`)
  return performance.now() - before
}

const [, , shape, size] = process.argv
if (shape !== undefined && size !== undefined) console.log(await inEngine(shape as Shape, Number(size)))
else {
  console.log(`time per step in microseconds, median of ${PAIRS} pairs of fresh processes`)
  for (const which of ['chain', 'independent', 'rollback'] as const) report(`engine ${which}`, () => pair((steps) => Number(freshProcess([which, String(steps)]))))
  const folder = mkdtempSync(join(tmpdir(), 'eddy-bench-'))
  for (const which of ['chain', 'independent'] as const) {
    const file = (steps: number) => join(folder, `${which}-${steps}.json`)
    for (const steps of SIZES) writeFileSync(file(steps), JSON.stringify({ eddy: 1, name: 'bench', steps: stepsOf(which, steps, { kind: 'expression', config: { expr: '1' } }) }))
    report(`eddy run ${which}`, () => pair((steps) => (inProcess(file(steps), steps) * 1000) / steps), true)
  }
  rmSync(folder, { recursive: true })
}

/** Only `eddy run` gates: what the engine shows on its own is told, with the growing heap that a fresh process pays for. */
function report(name: string, measure: () => readonly [number, number], gated = false): void {
  const pairs = Array.from({ length: PAIRS }, measure)
  const ratio = median(pairs.map(([small, large]) => large / small))
  console.log(`${name.padEnd(22)} 1,000: ${median(pairs.map(([small]) => small)).toFixed(2).padStart(8)}   10,000: ${median(pairs.map(([, large]) => large)).toFixed(2).padStart(8)}   ratio ${ratio.toFixed(2)}`)
  if (gated && ratio >= LIMIT) process.exitCode = 1
}

function pair(measure: (steps: number) => number): [number, number] {
  return [measure(SIZES[0]), measure(SIZES[1])]
}

function freshProcess(args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
