// One sample of a peer in a process of its own: `sample <peer> <shape>`. Prints µs of user CPU per step.
import { type Shape, EXPECTED, STEPS, type Peer } from './shapes.ts'

const PEERS: { readonly [name: string]: () => Promise<Peer> } = {
  bare: async () => (await import('./bare.ts')).bare,
  effect: async () => (await import('./effect-peer.ts')).effect,
  'p-graph': async () => (await import('./p-graph-peer.ts')).pGraph,
  xstate: async () => (await import('./xstate-peer.ts')).xstate,
  langgraph: async () => (await import('./langgraph-peer.ts')).langgraph,
  '@effect/workflow': async () => (await import('./effect-workflow-peer.ts')).effectWorkflow,
}

const BATCH = 60_000
const WARM_UP = 400_000
const LONG = 700_000
const BATCHES = 7

const userCpu = () => process.cpuUsage().user

async function measure(peer: Peer, shape: Shape): Promise<number | null> {
  const make = peer[shape]
  if (!make) return null
  const program = await make()
  const began = userCpu()
  let last = 0
  for (let i = 0; i < 2 || userCpu() - began < WARM_UP; i++) {
    const before = userCpu()
    const value = await program()
    last = userCpu() - before
    if (value !== EXPECTED[shape]) throw new Error(`${shape} gave ${value} instead of ${EXPECTED[shape]}`)
    if (last > LONG) break
  }
  const runs = Math.max(1, Math.round(BATCH / Math.max(1, last)))
  const batches = Array.from({ length: last > LONG ? 1 : BATCHES }, () => 0)
  for (let batch = 0; batch < batches.length; batch++) {
    const before = userCpu()
    for (let i = 0; i < runs; i++) await program()
    batches[batch] = (userCpu() - before) / runs / STEPS[shape]
  }
  return batches.toSorted((a, b) => a - b)[Math.floor(batches.length / 2)] ?? null
}

const [name, shape] = process.argv.slice(2)
const load = PEERS[name ?? '']
// the parent names only shapes
if (load && shape !== undefined) console.log(JSON.stringify(await measure(await load(), shape as Shape)))
process.exit()
