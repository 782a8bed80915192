import { CHAIN_OF_RUNS, DEPENDENCIES, EXPECTED, IN_FLIGHT, node, type Peer, pool, runsOf, STEPS, step, sum } from './shapes.ts'

const chain = (n: number) => async () => {
  let value = 0
  for (let i = 0; i < n; i++) value = await step(value)
  return value
}

export const bare: Peer = {
  chain: () => chain(STEPS.chain),
  fan: () => async () => sum(await Promise.all(Array.from({ length: STEPS.fan }, () => step(0)))),
  dag: () => async () => {
    const values: number[] = []
    for (let layer = 0; layer < EXPECTED.dag; layer++) await Promise.all(Array.from({ length: 50 }, (_, at) => one(values, layer * 50 + at)))
    return values.at(-1) ?? 0
  },
  map: () => () => pool(STEPS.map, IN_FLIGHT, () => step(0)),
  runs: () => runsOf(chain(CHAIN_OF_RUNS)),
}

async function one(values: number[], i: number): Promise<void> {
  values[i] = await node((DEPENDENCIES[i] ?? []).map((from) => values[from] ?? 0))
}
