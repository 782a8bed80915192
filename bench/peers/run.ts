// bench:peers [peer …] [--pairs N]: each peer ÷ bare await, sample by sample by turns; writes recorded.json. On demand only: `npm ci --prefix bench/peers` first.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundle } from '../bundle.ts'
import { child, median } from '../run-pair.ts'
import { SHAPES, type Shape, STEPS } from './shapes.ts'

interface Recorded {
  date: string
  node: string
  machine: string
  pairs: number
  readonly peers: { [peer: string]: { readonly version: string; readonly shapes: { [shape: string]: Figure | string } } }
}

interface Figure {
  readonly bare: number
  readonly peer: number
  readonly ratio: number
}

const PACKAGES: { readonly [peer: string]: string } = { effect: 'effect-4', 'p-graph': 'p-graph', xstate: 'xstate', langgraph: '@langchain/langgraph', '@effect/workflow': '@effect/workflow' }
/** A sample that takes longer is told as one that did not end. */
const PATIENCE = 60_000
const HERE = fileURLToPath(new URL('.', import.meta.url))
const RECORDED = `${HERE}recorded.json`

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pairs: { type: 'string', default: '5' } } })
if (!existsSync(`${HERE}node_modules`)) throw new Error('the peers are not installed: npm ci --prefix bench/peers')
const wanted = positionals.length > 0 ? positionals : Object.keys(PACKAGES)
const pairs = Number(values.pairs)
const bundled = await bundle(['peers/sample.ts'], { folder: `${HERE}node_modules/.cache`, external: true })
const file = bundled.file('peers/sample.ts')
const recorded = existsSync(RECORDED) ? (JSON.parse(readFileSync(RECORDED, 'utf8')) as Recorded) : { date: '', node: '', machine: '', pairs, peers: {} }
Object.assign(recorded, { date: new Date().toISOString(), node: process.version, machine: `${cpus().length} shared × ${cpus()[0]?.model ?? ''}`.trim(), pairs })
try {
  for (const peer of wanted) measurePeer(peer)
} finally {
  bundled.remove()
}

function measurePeer(peer: string): void {
  const shapes: { [shape: string]: Figure | string } = {}
  recorded.peers[peer] = { version: versionOf(PACKAGES[peer] ?? peer), shapes }
  for (const shape of SHAPES) {
    const figure = measureShape(peer, shape)
    if (figure === null) continue
    shapes[shape] = figure
    console.log(`${peer.padEnd(18)} ${shape.padEnd(6)} ${STEPS[shape]} steps: ${typeof figure === 'string' ? figure : `bare ${figure.bare.toFixed(3)}, peer ${figure.peer.toFixed(3)} µs per step, ×${figure.ratio.toFixed(1)}`}`)
    writeFileSync(RECORDED, `${JSON.stringify(recorded, null, 2)}\n`)
  }
}

/** Null where the peer has no means for the shape; what went wrong where it fails. */
function measureShape(peer: string, shape: Shape): Figure | string | null {
  const samples: { readonly bare: number; readonly peer: number }[] = []
  try {
    for (let i = 0; i < pairs; i++) {
      const bare = child<number>([file, 'bare', shape])
      const measured = child<number | null>([file, peer, shape], PATIENCE)
      if (measured === null) return null
      samples.push({ bare, peer: measured })
    }
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message.slice(-300) : String(error)}`
  }
  return { bare: median(samples.map((sample) => sample.bare)), peer: median(samples.map((sample) => sample.peer)), ratio: median(samples.map((sample) => sample.peer / sample.bare)) }
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(`${HERE}node_modules/${name}/package.json`, 'utf8')) as { version: string }).version
}
