import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyedState } from './keyed-state.ts'
import { openMachineLab } from './testing/machine-lab.ts'

let lab: ReturnType<typeof openMachineLab>
let uses = 0
beforeEach(() => {
  lab = openMachineLab()
})
afterEach(() => lab.close())

type Config = NonNullable<Step['config']>
const ORDER: Config = {
  machine: 'order',
  initial: 'open',
  context: { paid: 0 },
  states: {
    open: {
      on: {
        pay: [{ target: 'paid', guard: 'context.paid + payload >= 100', reduce: '{ "paid": context.paid + payload }' }, { target: 'open', guard: 'payload > 0', reduce: '{ "paid": context.paid + payload }' }],
        cancel: { target: 'cancelled' },
      },
      entry: '$merge([context, { "again": true }])',
    },
    paid: { on: { ship: { target: 'shipped', reduce: '$merge([context, { "from": state, "by": event }])' } } },
    shipped: { final: true, entry: '$merge([context, { "at": state, "to": payload, "who": arguments.who }])' },
    cancelled: { final: true },
  },
}

const sending = (args: StepRequest['arguments'], config: Config = ORDER) => ({ config, arguments: args, at: `run/it/${++uses}` })
const run = (args: StepRequest['arguments'], config?: Config) => lab.run(sending(args, config))
const valueOf = (outcome: Outcome): Json => (outcome.kind === 'ok' ? outcome.value : `no value: ${JSON.stringify(outcome)}`)
const send = async (args: StepRequest['arguments'], config?: Config) => valueOf(await run(args, config))
const refusal = (code: string, message: string) => ({ kind: 'fail', error: { code, message, retryable: false } })

describe('machine', () => {
  it('goes from state to state', async () => {
    const first = { state: 'open', context: { paid: 30, again: true }, version: 1 }
    const second = { state: 'paid', context: { paid: 100 }, version: 2 }
    expect(await send({ event: 'pay', payload: 30 })).toEqual({ key: null, ...first, previous: { state: 'open', context: { paid: 0 }, version: 0 }, changed: true })
    expect(await send({ event: 'pay', payload: 70 })).toEqual({ key: null, ...second, previous: first, changed: true })
    expect(await send({ event: 'ship', payload: 'Ada', who: 'Eve' })).toEqual({ key: null, state: 'shipped', context: { paid: 100, from: 'paid', by: 'ship', at: 'shipped', to: 'Ada', who: 'Eve' }, version: 3, previous: second, changed: true })
  })

  it('keeps a state for each key', async () => {
    const config = { ...ORDER, key: 'order' }
    expect(await send({ event: 'cancel', order: 'A' }, config)).toMatchObject({ key: 'A', state: 'cancelled', version: 1 })
    expect(await send({ event: 'pay', payload: 1, order: { id: 1 } }, config)).toMatchObject({ key: '{"id":1}', state: 'open', version: 1 })
    expect(await send({ event: 'pay', payload: 1, order: { id: 1 } }, config)).toMatchObject({ version: 2 })
    expect(await send({ event: 'cancel' })).toMatchObject({ key: null, version: 1 })
    expect(await send({ event: 'cancel', order: 'A' }, { ...config, machine: 'another' })).toMatchObject({ version: 1 })
  })

  it.each<[string, StepRequest['arguments'], string, string]>([
    ['an unknown event', { event: 'ship' }, 'NO_TRANSITION', 'the machine "order" takes no "ship" in the state "open"'],
    ['a name that every object has', { event: 'constructor' }, 'NO_TRANSITION', 'the machine "order" takes no "constructor" in the state "open"'],
    ['an event that no guard lets pass', { event: 'pay', payload: -1 }, 'NO_TRANSITION', 'the machine "order" takes "pay" in the state "open", but no guard lets it pass'],
    ['no event', {}, 'NO_EVENT', 'the argument "event" must be the name of an event'],
    ['an event that is no text', { event: 1 }, 'NO_EVENT', 'the argument "event" must be the name of an event'],
  ])('refuses %s', async (_what, args, code, message) => expect(await run(args)).toEqual(refusal(code, message)))

  it('ends in a final state', async () => {
    await run({ event: 'cancel' })
    expect(await run({ event: 'pay' })).toEqual(refusal('NO_TRANSITION', 'the machine "order" has ended in the state "cancelled" and takes no "pay"'))
  })

  it('refuses an empty key, and a configuration that is none', async () => {
    expect(await run({ event: 'cancel' }, { ...ORDER, key: 'order' })).toEqual(refusal('NO_KEY', 'the key of the machine is empty with these arguments'))
    expect(await run({ event: 'cancel' }, { ...ORDER, machine: 'a/b' })).toMatchObject({ kind: 'fail', error: { code: 'INVALID_CONFIG', retryable: false } })
  })

  it('refuses a state that the configuration has not, before and after', async () => {
    expect(await run({ event: 'go' }, { machine: 'order', initial: 'a', states: { a: { on: { go: { target: 'b' } } } } })).toMatchObject({ error: { code: 'UNKNOWN_STATE' } })
    await run({ event: 'cancel' })
    expect(await run({ event: 'go' }, { machine: 'order', initial: 'a', states: { a: {} } })).toMatchObject({ error: { code: 'UNKNOWN_STATE', retryable: false } })
  })

  it('ignores what it does not know when told so', async () => {
    const same = { state: 'open', context: { paid: 0 }, version: 0 }
    const it = sending({ event: 'ship' }, { ...ORDER, ignoreUnknown: true })
    const value = valueOf(await lab.run(it))
    expect(value).toEqual({ key: null, ...same, previous: same, changed: false })
    expect(await lab.undo(it, value)).toEqual({ kind: 'ok', value: null })
  })

  it('leaves everything as it was when an expression fails, and says where', async () => {
    const bad = { machine: 'order', initial: 'open', states: { open: { on: { go: { target: 'paid', reduce: '{ "paid": 1 }' } } }, paid: { entry: '1 + "a"' } } }
    expect(await run({ event: 'go' }, bad)).toMatchObject({ kind: 'fail', error: { code: 'EXPRESSION_ERROR', message: expect.stringContaining('(in the entry of the state "paid")'), retryable: false } })
    expect(await send({ event: 'cancel' })).toMatchObject({ version: 1, previous: { state: 'open', context: { paid: 0 } } })
  })

  it('does not send the event of a repeat twice, also after others', async () => {
    const first = sending({ event: 'pay', payload: 1 })
    const value = valueOf(await lab.run(first))
    expect(await send({ event: 'pay', payload: 2 })).toMatchObject({ context: { paid: 3 }, version: 2 })
    expect(valueOf(await lab.run(first))).toEqual(value)
    expect(await send({ event: 'pay', payload: 4 })).toMatchObject({ context: { paid: 7 }, version: 3 })
  })

  it('takes a hundred events at once, one after the other', async () => {
    const values = await Promise.all(Array.from({ length: 100 }, () => send({ event: 'pay', payload: 0.25 })))
    expect(values).toEqual(values.map((_, index) => expect.objectContaining({ version: index + 1, context: { paid: (index + 1) / 4, again: true } })))
  })

  it('does nothing that the run no longer wants', async () => {
    const signal = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined }
    expect(await lab.run(sending({ event: 'cancel' }), { signal })).toMatchObject({ kind: 'fail', error: { code: 'CANCELLED', retryable: true } })
    expect(await send({ event: 'pay', payload: 1 })).toMatchObject({ version: 1 })
  })

  it('says when its state cannot be reached', async () => {
    const broken = openMachineLab({ keyedState: { update: () => Promise.reject(new Error('connection lost')), read: () => Promise.reject(new Error('connection lost')) } })
    expect(await broken.run(sending({ event: 'cancel' }))).toEqual({ kind: 'fail', error: { code: 'STATE_UNAVAILABLE', message: 'the state of the machine cannot be reached: connection lost', retryable: true } })
    await broken.close()
  })

  it('shares its state with other executors of the host', async () => {
    const keyedState = createKeyedState()
    const [one, two] = [openMachineLab({ keyedState }), openMachineLab({ keyedState })]
    await one.run(sending({ event: 'pay', payload: 1 }))
    expect(await two.run(sending({ event: 'pay', payload: 1 }))).toMatchObject({ value: { version: 2 } })
    await Promise.all([one.close(), two.close()])
  })
})

describe('the undo of a machine', () => {
  const conflict = { kind: 'fail', error: { code: 'UNDO_CONFLICT', message: 'the machine "order" has moved on: this step left it at version 1 in the state "open", and it now stands at version 2 in the state "open"', retryable: false } }

  it('sets the state back, and once only', async () => {
    const pay = sending({ event: 'pay', payload: 1 })
    const value = valueOf(await lab.run(pay))
    expect(await lab.undo(pay, value)).toEqual({ kind: 'ok', value: null })
    expect(await send({ event: 'pay', payload: 5 })).toMatchObject({ version: 1, previous: { state: 'open', context: { paid: 0 }, version: 0 } })
    expect(await lab.undo(pay, value)).toEqual({ kind: 'ok', value: null })
    expect(await send({ event: 'pay', payload: 5 })).toMatchObject({ version: 2, context: { paid: 10 } })
  })

  it('goes back over all events of a run, however many', async () => {
    const steps = Array.from({ length: 30 }, () => sending({ event: 'pay', payload: 1 }))
    const values: Json[] = []
    for (const step of steps) values.push(valueOf(await lab.run(step)))
    for (const [index, step] of [...steps.entries()].reverse()) expect(await lab.undo(step, values[index] ?? null)).toEqual({ kind: 'ok', value: null })
    expect(await send({ event: 'cancel' })).toMatchObject({ previous: { state: 'open', context: { paid: 0 }, version: 0 } })
  })

  it('is refused when another event has come since', async () => {
    const pay = sending({ event: 'pay', payload: 1 })
    const value = valueOf(await lab.run(pay))
    const other = sending({ event: 'pay', payload: 2 })
    const later = valueOf(await lab.run(other))
    expect(await lab.undo(pay, value)).toEqual(conflict)
    await lab.undo(other, later)
    expect(await lab.undo(pay, value)).toEqual({ kind: 'ok', value: null })
  })

  it('is refused when the version is that of another', async () => {
    const [mine, other] = [sending({ event: 'pay', payload: 1 }), sending({ event: 'pay', payload: 2 })]
    const value = valueOf(await lab.run(mine))
    await lab.undo(mine, value)
    await lab.run(other)
    expect(await lab.undo({ ...mine, at: 'run/it/unknown' }, value)).toMatchObject({ error: { code: 'UNDO_CONFLICT' } })
  })

  it('is refused when the state was lost', async () => {
    const pay = sending({ event: 'pay', payload: 1 })
    const value = valueOf(await lab.run(pay))
    const elsewhere = openMachineLab()
    expect(await elsewhere.undo(pay, value)).toMatchObject({ error: { code: 'UNDO_CONFLICT', message: expect.stringContaining('now stands at version 0') } })
    await elsewhere.close()
  })

  it('can be done again for what happened again', async () => {
    const pay = sending({ event: 'pay', payload: 1 })
    for (let round = 0; round < 2; round++) {
      const value = valueOf(await lab.run(pay))
      expect(value).toMatchObject({ version: 1, context: { paid: 1 } })
      await lab.undo(pay, value)
    }
    expect(await send({ event: 'cancel' })).toMatchObject({ version: 1, context: { paid: 0 } })
  })

  it('finds what was done under a value that an error rule has given', async () => {
    const pay = sending({ event: 'pay', payload: 1 })
    await lab.run(pay)
    expect(await lab.undo(pay, 'from a rule')).toEqual({ kind: 'ok', value: null })
    expect(await send({ event: 'cancel' })).toMatchObject({ version: 1, context: { paid: 0 } })
    const keyless = sending({ event: 'pay' }, { ...ORDER, key: 'order' })
    expect(await lab.undo(keyless, 'from a rule')).toEqual({ kind: 'ok', value: null })
  })
})
