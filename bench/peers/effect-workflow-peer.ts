import { Activity, Workflow, WorkflowEngine } from '@effect/workflow'
import { Effect, Layer, ManagedRuntime, Schema } from 'effect'
import { CHAIN_OF_RUNS, IN_FLIGHT, type Peer, type Program, runsOf, STEPS, step, sum } from './shapes.ts'

const activity = (i: number, x: number) => Activity.make({ name: `s${i}`, success: Schema.Number, execute: Effect.promise(() => step(x)) })

const chainOf = (n: number) =>
  Effect.gen(function* () {
    let value = 0
    for (let i = 0; i < n; i++) value = yield* activity(i, value)
    return value
  })

const all = (n: number) => Effect.map(Effect.forEach(Array.from({ length: n }, (_, i) => i), (i) => activity(i, 0), { concurrency: IN_FLIGHT }), sum)

/** Workflow of activities in the engine that keeps everything in memory; each run has an id of its own. */
function ready(body: () => Effect.Effect<number, never, WorkflowEngine.WorkflowEngine | WorkflowEngine.WorkflowInstance>): Program {
  const workflow = Workflow.make({ name: 'bench', success: Schema.Number, payload: { id: Schema.Number }, idempotencyKey: ({ id }) => String(id) })
  const runtime = ManagedRuntime.make(Layer.provideMerge(workflow.toLayer(body), WorkflowEngine.layerMemory))
  let id = 0
  return () => runtime.runPromise(workflow.execute({ id: id++ }))
}

export const effectWorkflow: Peer = {
  chain: () => ready(() => chainOf(STEPS.chain)),
  fan: () => ready(() => all(STEPS.fan)),
  map: () => ready(() => all(STEPS.map)),
  runs: () => runsOf(ready(() => chainOf(CHAIN_OF_RUNS))),
}
