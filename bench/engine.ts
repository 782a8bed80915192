// How the cost of a step grows with the number of steps: a chain, independent steps, and a rollback of all of them.
// Each size runs in a fresh process by turns, so that the machine's moods hit both alike; the figure that counts is the ratio.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { memoryPorts, plan, startRun } from '@eddy/engine'
import { fakeCatalog } from '@eddy/engine/testing'

type Shape = 'chain' | 'independent' | 'rollback'

async function measure(shape: Shape, size: number): Promise<number> {
  const steps = Array.from({ length: size }, (_, i) => ({
    name: `s${i}`,
    kind: shape === 'rollback' ? 'undoable' : 'pure',
    ...(i > 0 && shape !== 'independent' ? { waitFor: [`s${i - 1}`] } : {}),
  }))
  const last = `s${size - 1}`
  const executor = {
    execute: (request: { step: { name: string }; purpose: string }) =>
      shape === 'rollback' && request.purpose === 'run' && request.step.name === last ? ({ kind: 'fail', error: { code: 'BENCH', message: 'the last step fails' } } as const) : ({ kind: 'ok', value: null } as const),
  }
  const once = async () => {
    const run = startRun({ runId: 'bench', plan: plan({ eddy: 1, name: 'bench', steps }, { catalog: fakeCatalog() }), input: {}, ports: memoryPorts({ executor, evaluator: { evaluate: () => null } }) })
    const result = await run.settled()
    const right = shape === 'rollback' ? result.status === 'rolled_back' && result.undone.length === size - 1 : result.status === 'succeeded'
    if (!right) throw new Error(`the ${shape} of ${size} ended ${result.status}`)
  }
  const rounds = Math.max(10, Math.ceil(100_000 / size))
  for (let i = 0; i < Math.ceil(rounds / 3); i++) await once()
  const before = process.cpuUsage()
  for (let i = 0; i < rounds; i++) await once()
  return process.cpuUsage(before).user / rounds / size
}

const [, , shape, size] = process.argv
if (shape !== undefined && size !== undefined) console.log(await measure(shape as Shape, Number(size)))
else {
  console.log('user CPU per step in microseconds (plan and run), median of 5 pairs')
  for (const which of ['chain', 'independent', 'rollback'] as const) {
    const pairs = Array.from({ length: 5 }, () => [1000, 10_000].map((n) => inFreshProcess(which, n)) as [number, number])
    const ratio = median(pairs.map(([small, large]) => large / small))
    console.log(`${which.padEnd(12)} 1,000: ${median(pairs.map(([small]) => small)).toFixed(2)}   10,000: ${median(pairs.map(([, large]) => large)).toFixed(2)}   ratio ${ratio.toFixed(2)}`)
    if (ratio >= 1.5) process.exitCode = 1
  }
}

function inFreshProcess(which: Shape, steps: number): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), which, String(steps)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
