import type { Json } from '../document.ts'
import { expressionFault } from '../expression.ts'
import { measure } from '../validate/measure.ts'
import { isForeign, jsonOf, objectAt, textAt, valueAt, type Foreign } from './foreign.ts'
import { importedItem, importing, refused, type Importing } from './imported.ts'
import { legalName, legalTitle } from './legal-name.ts'

/** A state machine as XState writes it, as one `machine` step that is sent the workflow's event. Never throws. */
export function importStateMachine(json: unknown): Importing {
  return importing(() => {
    const excess = measure(json)
    if (excess) return refused(excess.message)
    const states = objectAt(json, 'states')
    const names = Object.keys(states).filter((name) => name !== '' && name !== '__proto__')
    if (names.length === 0) return refused('This is no state machine: it has no "states".')
    const initial = textAt(json, 'initial')
    if (!names.includes(initial)) return refused(initial === '' ? 'The state machine does not say its "initial" state.' : `The initial state "${initial}" is not among the states.`)
    return fromStates(json, { names, initial })
  })
}

function fromStates(json: unknown, { names, initial }: { readonly names: readonly string[]; readonly initial: string }): Importing {
  const id = textAt(json, 'id')
  const read = names.map((name) => readState(objectAt(json, 'states', name), { name, known: new Set(names), id }))
  const context = valueAt(json, 'context')
  const config = {
    machine: id.slice(0, 64).replace(/[^A-Za-z0-9._-]+/g, '_') || 'machine',
    initial,
    ...(context !== undefined && { context: jsonOf(context) }),
    states: Object.fromEntries(read.map(({ name, state }) => [name, state])),
  }
  const title = legalTitle(id) ?? 'State machine'
  const step = legalName(id || 'machine', new Set())
  return {
    ok: true,
    document: {
      eddy: 1,
      name: step,
      title,
      inputs: [
        { name: 'event', description: 'What happened.', schema: { type: 'string', minLength: 1 } },
        { name: 'payload', description: 'What came with it.', required: false },
      ],
      steps: [{ name: step, kind: 'machine', title, config, arguments: [{ name: 'event', from: { input: 'event' } }, { name: 'payload', from: { input: 'payload' } }] }],
    },
    report: read.map(({ name, notes }) => importedItem({ item: name, became: `a state of ${step} (machine)`, note: [...new Set(notes)].join(' '), step })),
  }
}

interface Around {
  readonly name: string
  readonly known: ReadonlySet<string>
  /** The machine's own, which absolute targets begin with. */
  readonly id: string
}

interface ReadState {
  readonly name: string
  readonly state: { readonly [key: string]: Json }
  readonly notes: readonly string[]
}

const UNKNOWN = ['always', 'after', 'invoke', 'entry', 'exit', 'states', 'activities', 'onDone'] as const

function readState(state: Foreign, around: Around): ReadState {
  const notes = UNKNOWN.filter((key) => Object.hasOwn(state, key)).map((key) => `"${key}" was left out.`)
  const final = textAt(state, 'type') === 'final'
  const events = Object.entries(objectAt(state, 'on')).filter(([event]) => event !== '__proto__')
  if (final) return { name: around.name, state: { final: true }, notes: events.length > 0 ? [...notes, 'It is final, so its transitions were left out.'] : notes }
  const on = events.flatMap(([event, written]): [string, Json][] => {
    const read = (Array.isArray(written) ? written : [written]).map((transition) => readTransition(transition, around))
    notes.push(...read.flatMap((transition) => transition.notes.map((note) => `${event}: ${note}`)))
    const taken = read.flatMap(({ transition }) => transition ?? [])
    const [only] = taken
    return event === '' || only === undefined ? [] : [[event, taken.length === 1 ? only : taken]]
  })
  return { name: around.name, state: on.length > 0 ? { on: Object.fromEntries(on) } : {}, notes }
}

interface ReadTransition {
  readonly transition?: { readonly [key: string]: Json }
  readonly notes: readonly string[]
}

function readTransition(written: unknown, { name, known, id }: Around): ReadTransition {
  const said = typeof written === 'string' ? written : valueAt(written, 'target')
  const target = said === undefined && isForeign(written) ? name : nameOf(said, id)
  if (!known.has(target)) return { notes: [`left out, for its target ${JSON.stringify(said ?? null)} is no state here.`] }
  const actions = valueAt(written, 'actions') === undefined ? [] : ['its actions were left out.']
  const guard = valueAt(written, 'guard') ?? valueAt(written, 'cond') ?? undefined
  if (guard === undefined) return { transition: { target }, notes: actions }
  const { text, note } = guardOf(guard)
  return { transition: { target, guard: text }, notes: [note, ...actions] }
}

function guardOf(guard: unknown): { readonly text: string; readonly note: string } {
  const text = typeof guard === 'string' ? guard : textAt(guard, 'type')
  const fault = expressionFault(text)
  const note = fault ? `its guard ${JSON.stringify(guard)} is no expression, so it is never taken.` : `its guard "${text}" is read as JSONata over state, context, event and payload.`
  return { text: fault ? 'false' : text, note }
}

/** `#order.paid`, `.paid` and `["paid"]` name the state `paid`. */
function nameOf(said: unknown, id: string): string {
  const text = Array.isArray(said) && said.length === 1 ? String(said[0]) : typeof said === 'string' ? said : ''
  return text.startsWith(`#${id}.`) ? text.slice(id.length + 2) : text.replace(/^[#.]/, '')
}
