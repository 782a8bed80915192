// Where the CPU goes: `profile-sample <workload> <size>` runs the engine's side under the profiler and prints self time by function.
import { Session, type Profiler } from 'node:inspector/promises'
import { workloadOf } from './workloads/index.ts'

const SECONDS = 3
const SHOWN = 20
/** Microseconds between samples. */
const INTERVAL = 100

async function profile(id: string, n: number): Promise<void> {
  const workload = workloadOf(id)
  const program = workload.eddy(n)
  await runFor(program, 1)
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL })
  await session.post('Profiler.start')
  const runs = await runFor(program, SECONDS)
  const { profile: taken } = await session.post('Profiler.stop')
  workload.check(await program(), n)
  print(selfTimes(taken), { id, steps: runs * n })
}

async function runFor(program: () => unknown, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let runs = 0
  for (; performance.now() < until; runs++) await program()
  return runs
}

/** Microseconds by function, the most first. What is not JavaScript is left out, the garbage collector apart. */
function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): readonly (readonly [string, number])[] {
  const names = new Map(nodes.map(({ id, callFrame: { functionName, url } }) => [id, `${functionName || '(anonymous)'}${url.startsWith('node:') ? ` ${url}` : ''}`]))
  const times = new Map<string, number>()
  samples.forEach((sample, i) => {
    const name = names.get(sample) ?? ''
    if (name === '(idle)' || name === '(program)') return
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[i] ?? 0))
  })
  return [...times].toSorted((a, b) => b[1] - a[1])
}

function print(times: readonly (readonly [string, number])[], { id, steps }: { readonly id: string; readonly steps: number }): void {
  const total = times.reduce((sum, [, time]) => sum + time, 0)
  console.log(`${id}: ${((total / steps) * 1000).toFixed(0)} ns per step`)
  for (const [name, time] of times.slice(0, SHOWN)) console.log(`  ${((time / total) * 100).toFixed(1).padStart(5)} %  ${((time / steps) * 1000).toFixed(0).padStart(5)} ns  ${name}`)
}

const [id, size] = process.argv.slice(2)
if (id !== undefined) await profile(id, Number(size ?? 1000))
