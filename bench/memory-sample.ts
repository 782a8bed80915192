// One measurement in a process of its own: `memory-sample kept|stream|history <size> [bare|kept|passing|chain|map]`.
import { bareStream, checkStream, eddyStream, WINDOW } from './workloads/e6-stream.ts'
import { keptMemory } from './workloads/e13-kept-memory.ts'
import { runHistoryCost } from './workloads/e15-run-history.ts'

export interface StreamMemory {
  /** Megabytes above what the process had before the run: at its peak. */
  readonly peak: number
  readonly base: number
  readonly ahead: number
  readonly window: number
  readonly cpu: number
}

const MB = 1024 * 1024

async function stream(n: number, side: string): Promise<StreamMemory> {
  const base = process.memoryUsage().rss
  const began = process.cpuUsage().user
  const streamed = side === 'bare' ? await bareStream(n) : await eddyStream(n, side === 'kept' ? 'kept' : 'passing')
  checkStream(streamed, n)
  // kilobytes
  const peak = process.resourceUsage().maxRSS * 1024
  return { peak: (peak - base) / MB, base: base / MB, ahead: streamed.ahead, window: WINDOW, cpu: (process.cpuUsage().user - began) / n }
}

function collector(): () => void {
  const { gc } = globalThis as { readonly gc?: () => void }
  if (!gc) throw new Error('run me with --expose-gc')
  return gc
}

const [what, size, side] = process.argv.slice(2)
if (what === 'kept') console.log(JSON.stringify(await keptMemory(Number(size), collector())))
if (what === 'stream') console.log(JSON.stringify(await stream(Number(size), side ?? 'bare')))
if (what === 'history') console.log(JSON.stringify(await runHistoryCost(side === 'map' ? 'map' : 'chain', Number(size), collector())))
