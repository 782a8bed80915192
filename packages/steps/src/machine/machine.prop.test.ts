import type { Json } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openMachineLab, type Use } from './testing/machine-lab.ts'

const STATES = ['a', 'b', 'c']
const EVENTS = ['x', 'y']
/** Guards and reducers, in JSONata and as the oracle has them; the context is a number. */
const GUARDS: readonly (readonly [string, (n: number, payload: number) => boolean])[] = [['context < 3', (n) => n < 3], ['payload > context', (n, payload) => payload > n]]
const REDUCERS: readonly (readonly [string, (n: number, payload: number) => number])[] = [['context + payload', (n, payload) => n + payload], ['0 - context', (n) => 0 - n]]

const index = (length: number) => fc.integer({ min: 0, max: length - 1 })
const transition = fc.record({ target: fc.constantFrom(...STATES), guard: fc.option(index(GUARDS.length)), reduce: fc.option(index(REDUCERS.length)) })
const state = fc.record({ x: fc.array(transition, { maxLength: 2 }), y: fc.array(transition, { maxLength: 2 }), entry: fc.option(index(REDUCERS.length)) })
const machine = fc.record({ a: state, b: state, c: state })
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), event: fc.constantFrom(...EVENTS), payload: index(4), key: fc.constantFrom('k', 'l') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), of: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), of: fc.nat() }) },
)

type Machine = typeof machine extends fc.Arbitrary<infer T> ? T : never
type State = Machine['a']
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never
interface Standing {
  readonly state: string
  readonly context: number
}

function configOf(states: Machine, ignoreUnknown: boolean) {
  const expr = (key: 'guard' | 'reduce' | 'entry', from: readonly (readonly [string, unknown])[], at: number | null) => (at === null ? {} : { [key]: from[at]?.[0] ?? '' })
  const transitions = (list: State['x']) => list.map(({ target, guard, reduce }) => ({ target, ...expr('guard', GUARDS, guard), ...expr('reduce', REDUCERS, reduce) }))
  const on = (it: State) => Object.fromEntries(Object.entries({ x: transitions(it.x), y: transitions(it.y) }).filter(([, list]) => list.length > 0))
  return { machine: 'm', key: 'key', initial: 'a', context: 0, ignoreUnknown, states: Object.fromEntries(Object.entries(states).map(([name, it]) => [name, { on: on(it), ...expr('entry', REDUCERS, it.entry) }])) }
}

/** Where an event leads; undefined: nowhere. */
function lead(states: Machine, from: Standing, { event, payload }: { readonly event: string; readonly payload: number }): Standing | undefined {
  const here = new Map(Object.entries(states)).get(from.state)
  const taken = (event === 'x' ? here?.x : here?.y)?.find(({ guard }) => guard === null || GUARDS[guard]?.[1](from.context, payload))
  if (!taken) return undefined
  const reduce = (n: number, at: number | null | undefined) => (at === null || at === undefined ? n : (REDUCERS[at]?.[1](n, payload) ?? n))
  return { state: taken.target, context: reduce(reduce(from.context, taken.reduce), new Map(Object.entries(states)).get(taken.target)?.entry) }
}

/** Every state that a key has been in and that stands, with the send that led there: an undo takes the last one off. */
class Oracle {
  readonly stacks = new Map<string, { readonly standing: Standing; readonly by: number }[]>()
  stack(key: string) {
    const stack = this.stacks.get(key) ?? [{ standing: { state: 'a', context: 0 }, by: -1 }]
    this.stacks.set(key, stack)
    return stack
  }
}

interface Sent {
  readonly use: Use
  readonly key: string
  value: Json | undefined
  undone: boolean
  changed: boolean
}

async function play(states: Machine, actions: readonly Action[], ignoreUnknown: boolean): Promise<void> {
  const lab = openMachineLab()
  const config = configOf(states, ignoreUnknown)
  const oracle = new Oracle()
  const sent: Sent[] = []

  const send = async (event: Extract<Action, { do: 'send' }>) => {
    const stack = oracle.stack(event.key)
    const now = stack.at(-1)?.standing ?? { state: '', context: 0 }
    const then = lead(states, now, event)
    const use = { config, arguments: { event: event.event, payload: event.payload, key: event.key }, at: `run/s${sent.length}/1` }
    const outcome = await lab.run(use)
    const previous = { ...now, version: stack.length - 1 }
    if (then) stack.push({ standing: then, by: sent.length })
    if (!then && !ignoreUnknown) return expect(outcome).toMatchObject({ kind: 'fail', error: { code: 'NO_TRANSITION' } })
    const value = { key: event.key, ...(then ?? now), previous, version: stack.length - 1, changed: then !== undefined }
    sent.push({ use, key: event.key, value, undone: false, changed: then !== undefined })
    return expect(outcome).toEqual({ kind: 'ok', value })
  }

  const undo = async (number: number, it: Sent) => {
    const stack = oracle.stack(it.key)
    const outcome = await lab.undo(it.use, it.value ?? null)
    if (!it.changed || it.undone) return expect(outcome).toEqual({ kind: 'ok', value: null })
    if (stack.at(-1)?.by !== number) return expect(outcome).toMatchObject({ kind: 'fail', error: { code: 'UNDO_CONFLICT' } })
    stack.pop()
    it.undone = true
    return expect(outcome).toEqual({ kind: 'ok', value: null })
  }

  for (const step of actions) {
    if (step.do === 'send') {
      await send(step)
      continue
    }
    const number = sent.length === 0 ? 0 : step.of % sent.length
    const it = sent[number]
    if (!it) continue
    if (step.do === 'undo') await undo(number, it)
    // a repeat of what was undone is a new attempt, which has another key
    else if (!it.undone) expect(await lab.run(it.use)).toEqual({ kind: 'ok', value: it.value })
  }
  await lab.close()
}

it('agrees with a naive machine that keeps every state, over sends, repeats and undos', async () => {
  await fc.assert(
    fc.asyncProperty(machine, fc.array(action, { maxLength: 18 }), fc.boolean(), (states, actions, ignoreUnknown) => play(states, actions, ignoreUnknown)),
    { numRuns: 300 },
  )
})
