import { Annotation, END, Send, START, StateGraph } from '@langchain/langgraph'
import { CHAIN_OF_RUNS, DEPENDENCIES, node, type Peer, type Program, runsOf, STEPS, step } from './shapes.ts'

const State = Annotation.Root({
  value: Annotation<number>({ reducer: (_, next) => next, default: () => 0 }),
  total: Annotation<number>({ reducer: (total, more) => total + more, default: () => 0 }),
  values: Annotation<{ readonly [i: number]: number }>({ reducer: (all, more) => ({ ...all, ...more }), default: () => ({}) }),
})

type Graph = StateGraph<typeof State, typeof State.State, typeof State.Update, string>

const graph = (): Graph => new StateGraph(State) as Graph

function ready(built: Graph, of: (state: typeof State.State) => number): Program {
  const compiled = built.compile()
  return async () => of((await compiled.invoke({}, { recursionLimit: 1_000_000 })) as typeof State.State)
}

function chain(n: number): Program {
  const built = graph()
  for (let i = 0; i < n; i++) built.addNode(`s${i}`, async ({ value }) => ({ value: await step(value) }))
  for (let i = 0; i < n; i++) built.addEdge(i === 0 ? START : `s${i - 1}`, `s${i}`)
  return ready(built.addEdge(`s${n - 1}`, END), ({ value }) => value)
}

function fan(): Program {
  const built = graph().addNode('collect', async ({ total }) => ({ value: total })) as Graph
  const names = Array.from({ length: STEPS.fan }, (_, i) => `s${i}`)
  for (const name of names) built.addNode(name, async () => ({ total: await step(0) })).addEdge(START, name)
  return ready(built.addEdge(names, 'collect').addEdge('collect', END), ({ value }) => value)
}

function dag(): Program {
  const built = graph()
  DEPENDENCIES.forEach((from, i) => built.addNode(`s${i}`, async ({ values }) => ({ values: { [i]: await node(from.map((at) => values[at] ?? 0)) } })))
  DEPENDENCIES.forEach((from, i) => (from.length === 0 ? built.addEdge(START, `s${i}`) : built.addEdge(from.map((at) => `s${at}`), `s${i}`)))
  return ready(built, ({ values }) => values[STEPS.dag - 1] ?? 0)
}

/** `Send`: one task for each element. */
function map(): Program {
  const built = graph().addNode('e', async () => ({ total: await step(0) })) as Graph
  built.addConditionalEdges(START, () => Array.from({ length: STEPS.map }, () => new Send('e', {})))
  return ready(built.addEdge('e', END), ({ total }) => total)
}

export const langgraph: Peer = { chain: () => chain(STEPS.chain), fan, dag, map, runs: () => runsOf(chain(CHAIN_OF_RUNS)) }
