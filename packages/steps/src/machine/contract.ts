import type { Json, KindContract, Step } from '@eddy/workflow'
import { configText } from '../text/config-text.ts'
import { checkMachine } from './check-machine.ts'
import { machineConfig, stateNamed, transitionsOf } from './machine-config.ts'

const SNAPSHOT = { state: { type: 'string' }, context: {}, version: { type: 'integer', minimum: 0 } }

/** The first event of a new machine, as far as it can be told without guards and expressions. */
function fake(step: Step, args: { readonly [name: string]: Json }): Json {
  const config = machineConfig.safeParse(step.config ?? {}).data
  const initial = config?.initial ?? ''
  const context = config?.context ?? null
  const event = args['event']
  const transition = config && typeof event === 'string' ? transitionsOf(stateNamed(config, initial), event)[0] : undefined
  return { key: null, state: transition?.target ?? initial, context, previous: { state: initial, context, version: 0 }, version: transition ? 1 : 0, changed: transition !== undefined }
}

export const machineContract: KindContract = {
  kind: 'machine',
  title: 'State machine',
  summary: 'Sends an event to a state machine that is kept between runs.',
  docs: [
    'A machine has states, and transitions from state to state by event. Its state is kept under its name and the `key`: each order, for example, has one of its own. Steps with the same machine and key share the state, in all workflows; their events happen one after the other.',
    '',
    'Arguments: `event`, a text, and `payload`, anything.',
    '',
    '1. The transitions of the current state for the event are asked in order; the first without a `guard` or with a true one is taken.',
    '2. Its `reduce` makes the new context; without it the context stays.',
    '3. The `entry` of the target then may make another one. The initial state is not entered by an event, so its `entry` waits for a transition back to it.',
    '',
    'These expressions are JSONata over `{ state, context, event, payload, arguments }`. `state` is the one being left; in `entry` it is the one just entered, and `context` is what `reduce` made. An expression without a result makes the context `null`.',
    '',
    'The value is `{ key, state, context, previous: { state, context, version }, version, changed }`. `version` counts the transitions that stand. An event without a transition fails; with `ignoreUnknown` it leaves everything as it is, and `changed` is false.',
    '',
    'A repeated attempt does not send its event twice, unless twenty other events came in between. Undo sets the state, the context and the version back, if no other event has come since.',
    '',
    'Arguments cannot be secrets: other runs would see them.',
    '',
    'Errors: `NO_TRANSITION`, `NO_EVENT` (no text), `NO_KEY` (the key is empty), `UNKNOWN_STATE` (the kept state, or a target, is not among `states`), `UNDO_CONFLICT`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `INVALID_CONFIG`; these are not tried again. `STATE_UNAVAILABLE` and `CANCELLED` are.',
  ].join('\n'),
  icon: 'workflow',
  group: 'logic',
  keywords: ['state machine', 'fsm', 'event', 'transition', 'status', 'lifecycle', 'reducer', 'accumulator'],
  config: machineConfig,
  arguments: { type: 'object', properties: { event: { type: 'string', minLength: 1 }, payload: {} }, required: ['event'] },
  result: {
    type: 'object',
    properties: { key: { type: ['string', 'null'] }, ...SNAPSHOT, previous: { type: 'object', properties: SNAPSHOT, required: ['state', 'context', 'version'] }, changed: { type: 'boolean' } },
    required: ['key', 'state', 'context', 'previous', 'version', 'changed'],
  },
  expressions: ['key'],
  effects: (step) => [`machine ${configText(step, 'machine')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkMachine,
  examples: [
    {
      title: 'An order is paid',
      step: {
        name: 'pay',
        kind: 'machine',
        config: {
          machine: 'order',
          key: 'order',
          initial: 'open',
          context: { paid: 0 },
          states: {
            open: { on: { pay: [{ target: 'paid', guard: 'context.paid + payload >= 100', reduce: '{ "paid": context.paid + payload }' }, { target: 'open', reduce: '{ "paid": context.paid + payload }' }], cancel: { target: 'cancelled' } } },
            paid: { on: { ship: { target: 'shipped' } } },
            shipped: { final: true },
            cancelled: { final: true },
          },
        },
        arguments: [{ name: 'order', from: { value: 'A-1' } }, { name: 'event', from: { value: 'pay' } }, { name: 'payload', from: { value: 100 } }],
      },
    },
    {
      title: 'A counter',
      step: {
        name: 'count',
        kind: 'machine',
        config: { machine: 'visits', initial: 'counting', context: 0, states: { counting: { on: { visit: { target: 'counting', reduce: 'context + 1' } } } } },
        arguments: [{ name: 'event', from: { value: 'visit' } }],
      },
    },
  ],
  fake,
}
