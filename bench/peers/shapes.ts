// The shapes that peers are measured on, and the same by bare await.
export const SHAPES = ['chain', 'fan', 'dag', 'map', 'runs'] as const
export type Shape = (typeof SHAPES)[number]

/** Steps of each shape: what the cost of a run is divided by. */
export const STEPS: { readonly [S in Shape]: number } = { chain: 1000, fan: 1000, dag: 1000, map: 10_000, runs: 10_000 }
export const CHAIN_OF_RUNS = 10
export const RUNS_AT_ONCE = 50
export const IN_FLIGHT = 16

/** Runs a shape once and gives the number that `expected` says. */
export type Program = () => Promise<number>
/** What a peer can do; a shape it has no means for is left out. */
export type Peer = { readonly [S in Shape]?: () => Program | Promise<Program> }

export const step = async (x: number): Promise<number> => x + 1

const WIDTH = 50
const random = seeded(42)
export const DEPENDENCIES: readonly (readonly number[])[] = Array.from({ length: STEPS.dag }, (_, i) => (i < WIDTH ? [] : three().map((at) => (Math.floor(i / WIDTH) - 1) * WIDTH + at)))

function three(): readonly number[] {
  const drawn = new Set<number>()
  while (drawn.size < 3) drawn.add(Math.floor(random() * WIDTH))
  return [...drawn]
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A node's value: one more than the greatest it depends on; the last one's is the depth of the graph. */
export async function node(values: readonly number[]): Promise<number> {
  let most = 0
  for (const value of values) if (value > most) most = value
  return most + 1
}

/** Every peer gives this, or the measurement ends. */
export const EXPECTED: { readonly [S in Shape]: number } = { chain: STEPS.chain, fan: STEPS.fan, dag: STEPS.dag / WIDTH, map: STEPS.map, runs: STEPS.runs }

export async function pool(count: number, inFlight: number, act: (i: number) => Promise<number>): Promise<number> {
  let next = 0
  let total = 0
  const worker = async () => {
    while (next < count) {
      const value = await act(next++)
      total += value
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return total
}

export const runsOf = (chain: Program): Program => () => pool(STEPS.runs / CHAIN_OF_RUNS, RUNS_AT_ONCE, chain)

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
