import { assign, createActor, createMachine, fromPromise, toPromise, type AnyStateMachine } from 'xstate'
import { CHAIN_OF_RUNS, type Peer, runsOf, STEPS, step } from './shapes.ts'

const actor = fromPromise(({ input }: { input: number }) => step(input))

const take = assign(({ context, event }: { context: { value: number }; event: { type: string; output?: unknown } }) => ({ value: context.value + Number(event.output) }))

function invoke(i: number, target: string, input: (context: { value: number }) => number) {
  return { id: `s${i}`, src: actor, input: ({ context }: { context: { value: number } }) => input(context), onDone: { target, actions: take } }
}

/** One state after the other, each invoking a promise. */
function chainMachine(n: number): AnyStateMachine {
  const states: { [name: string]: object } = { done: { type: 'final' } }
  // a step gives one more than it takes; the context adds what it gives
  for (let i = 0; i < n; i++) states[`s${i}`] = { invoke: invoke(i, i === n - 1 ? 'done' : `s${i + 1}`, () => 0) }
  return createMachine({ initial: 's0', context: { value: 0 }, states, output: ({ context }: { context: { value: number } }) => context.value } as never)
}

/** Regions side by side. */
function fanMachine(n: number): AnyStateMachine {
  const states: { [name: string]: object } = {}
  for (let i = 0; i < n; i++) states[`r${i}`] = { initial: 'work', states: { work: { invoke: invoke(i, 'done', () => 0) }, done: { type: 'final' } } }
  return createMachine({ type: 'parallel', context: { value: 0 }, states, output: ({ context }: { context: { value: number } }) => context.value } as never)
}

const started = (machine: AnyStateMachine) => async () => Number(await toPromise(createActor(machine).start()))

export const xstate: Peer = {
  chain: () => started(chainMachine(STEPS.chain)),
  fan: () => started(fanMachine(STEPS.fan)),
  runs: () => runsOf(started(chainMachine(CHAIN_OF_RUNS))),
}
