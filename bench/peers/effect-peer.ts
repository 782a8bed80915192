import { Deferred, Effect } from 'effect-4'
import { CHAIN_OF_RUNS, DEPENDENCIES, IN_FLIGHT, node, type Peer, RUNS_AT_ONCE, STEPS, step, sum } from './shapes.ts'

const chain = (n: number) =>
  Effect.gen(function* () {
    let value = 0
    for (let i = 0; i < n; i++) value = yield* Effect.promise(() => step(value))
    return value
  })

const ofAll = (n: number, concurrency: number) => Effect.map(Effect.forEach(Array.from({ length: n }, () => 0), (x) => Effect.promise(() => step(x)), { concurrency }), sum)

const dag = Effect.gen(function* () {
  const values = yield* Effect.forEach(DEPENDENCIES, () => Deferred.make<number>())
  yield* Effect.forEach(
    DEPENDENCIES,
    (from, i) => Effect.flatMap(Effect.forEach(from, (at) => Deferred.await(values[at]!)), (given) => Effect.flatMap(Effect.promise(() => node(given)), (value) => Deferred.succeed(values[i]!, value))),
    { concurrency: 'unbounded', discard: true },
  )
  return yield* Deferred.await(values.at(-1)!)
})

/** effect 4: plain effects, nothing recorded. */
export const effect: Peer = {
  chain: () => () => Effect.runPromise(chain(STEPS.chain)),
  fan: () => () => Effect.runPromise(ofAll(STEPS.fan, IN_FLIGHT)),
  dag: () => () => Effect.runPromise(dag),
  map: () => () => Effect.runPromise(ofAll(STEPS.map, IN_FLIGHT)),
  runs: () => () => Effect.runPromise(Effect.map(Effect.forEach(Array.from({ length: STEPS.runs / CHAIN_OF_RUNS }), () => chain(CHAIN_OF_RUNS), { concurrency: RUNS_AT_ONCE }), sum)),
}
