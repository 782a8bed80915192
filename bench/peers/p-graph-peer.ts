import { PGraph } from 'p-graph'
import { CHAIN_OF_RUNS, DEPENDENCIES, node, type Peer, runsOf, STEPS, step } from './shapes.ts'

/** p-graph hands no values on: steps write into an array. The graph is made within the run, since it is run once. */
async function run(n: number, from: (i: number) => readonly number[]): Promise<number> {
  const values: number[] = []
  const nodes: { [name: string]: { readonly run: () => Promise<void> } } = {}
  const edges: [string, string][] = []
  for (let i = 0; i < n; i++) {
    const needs = from(i)
    nodes[`s${i}`] = { run: async () => void (values[i] = await node(needs.map((at) => values[at] ?? 0))) }
    for (const at of needs) edges.push([`s${at}`, `s${i}`])
  }
  await new PGraph(nodes, edges).run()
  return values.at(-1) ?? 0
}

const chain = (n: number) => () => run(n, (i) => (i === 0 ? [] : [i - 1]))

async function fan(): Promise<number> {
  let total = 0
  const nodes: { [name: string]: { readonly run: () => Promise<void> } } = { collect: { run: async () => undefined } }
  const edges: [string, string][] = []
  for (let i = 0; i < STEPS.fan; i++) {
    nodes[`s${i}`] = { run: async () => void (total = (await step(0)) + total) }
    edges.push([`s${i}`, 'collect'])
  }
  await new PGraph(nodes, edges).run()
  return total
}

export const pGraph: Peer = {
  chain: () => chain(STEPS.chain),
  fan: () => fan,
  dag: () => () => run(STEPS.dag, (i) => DEPENDENCIES[i] ?? []),
  runs: () => runsOf(chain(CHAIN_OF_RUNS)),
}
