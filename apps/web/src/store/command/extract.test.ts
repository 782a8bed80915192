import { catalog } from '@eddy/steps/contract'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../document/locate.ts'
import { createEditorStore } from '../editor-store.ts'
import { planExtract } from '../extract/plan-extract.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { extractSteps } from './extract-steps.ts'

const uses = (...names: string[]) => names.map((name) => ({ name, from: { result: name } }))
const order: WorkflowDocument = {
  eddy: 1,
  name: 'order',
  inputs: [{ name: 'customer', title: 'Customer', schema: { type: 'string' } }],
  steps: [
    { name: 'quote', kind: 'http.request', title: 'Get a quote', config: { url: 'https://x.test' } },
    { name: 'reserve', kind: 'debug', arguments: [{ name: 'who', from: { input: 'customer' } }, { name: 'price', from: { result: 'quote' }, path: ['body', 'price'] }], undo: 'release' },
    { name: 'pack', kind: 'debug', arguments: uses('reserve'), waitFor: ['quote'], undo: 'unpack', check: 'look' },
    { name: 'label', kind: 'debug', arguments: uses('reserve'), role: 'pivot' },
    { name: 'send', kind: 'debug', arguments: [{ name: 'parcel', from: { result: 'pack' }, path: ['id'] }], waitFor: ['label'], undo: 'release' },
  ],
  handlers: [
    { name: 'release', kind: 'debug', arguments: [{ name: 'value', from: { origin: 'value' } }] },
    { name: 'unpack', kind: 'debug', arguments: [{ name: 'quote', from: { result: 'quote' } }] },
    { name: 'look', kind: 'debug' },
  ],
  view: { positions: { quote: [0, 0], reserve: [352, 16], pack: [704, 0], label: [704, 160], send: [1056, 0] } },
}
const errors = (document: WorkflowDocument) => validate(document, { catalog }).filter(({ severity }) => severity === 'error').map(({ message }) => message)
const plan = (document: WorkflowDocument, ...paths: string[]) => planExtract(document, { paths: new Set(paths), catalog, title: 'Prepare the parcel' })
function extracted(document: WorkflowDocument, ...paths: string[]) {
  const made = plan(document, ...paths)
  if (!made.ok) throw new Error(made.reason)
  const { command } = extractSteps(document, made, { reference: 'prepare_the_parcel', title: 'Prepare the parcel' })
  const after = triplet(document, command)
  // both halves are sound, and fit each other
  expect([errors(made.workflow), errors(after)]).toEqual([[], []])
  expect(validate(after, { catalog, workflow: () => made.workflow }).filter(({ severity }) => severity === 'error')).toEqual([])
  return { plan: made, after }
}
const refused = (document: WorkflowDocument, ...paths: string[]) => {
  const made = plan(document, ...paths)
  return made.ok ? 'fine' : { reason: made.reason, nearest: [...(made.nearest ?? [])].sort() }
}

it('makes typed inputs of what the selection reads outside, and a value of what is read of it', () => {
  const { plan: made, after } = extracted(order, 'reserve', 'pack')
  expect(made.inputs.map(({ input, words }) => ({ input, words }))).toEqual([
    { input: { name: 'customer', title: 'Customer', schema: { type: 'string' } }, words: 'the input Customer' },
    { input: { name: 'quote', title: 'Get a quote', schema: catalog.get('http.request')?.result }, words: 'the result of Get a quote' },
  ])
  expect(made.workflow).toMatchObject({
    name: 'prepare_the_parcel',
    title: 'Prepare the parcel',
    steps: [
      { name: 'reserve', arguments: [{ name: 'who', from: { input: 'customer' } }, { name: 'price', from: { input: 'quote' }, path: ['body', 'price'] }], undo: 'release' },
      { name: 'pack', arguments: uses('reserve'), undo: 'unpack', check: 'look' },
      { name: 'results', kind: 'collect', arguments: uses('reserve', 'pack') },
    ],
    handlers: [{ name: 'release' }, { name: 'unpack', arguments: [{ name: 'quote', from: { input: 'quote' } }] }, { name: 'look' }],
    view: { positions: { reserve: [0, 16], pack: [352, 0] } },
  })
  // release is named by Send as well
  expect(made.handlers).toEqual({ moved: ['unpack', 'look'], shared: ['release'] })
  expect(after.steps.map(({ name }) => name)).toEqual(['quote', 'prepare_the_parcel', 'label', 'send'])
  expect(locate(after, 'prepare_the_parcel')?.step).toEqual({
    name: 'prepare_the_parcel',
    kind: 'compose',
    config: { workflow: 'prepare_the_parcel' },
    arguments: [{ name: 'customer', from: { input: 'customer' } }, { name: 'quote', from: { result: 'quote' } }],
  })
  expect(locate(after, 'label')?.step.arguments).toEqual([{ name: 'reserve', from: { result: 'prepare_the_parcel' }, path: ['reserve'] }])
  expect(locate(after, 'send')?.step.arguments).toEqual([{ name: 'parcel', from: { result: 'prepare_the_parcel' }, path: ['pack', 'id'] }])
  expect(after.handlers?.map(({ name }) => name)).toEqual(['release'])
  expect(after.view?.positions).toEqual({ quote: [0, 0], label: [704, 160], send: [1056, 0], prepare_the_parcel: [352, 16] })
})

it('returns one result as it is, and keeps the point of no return and the waits', () => {
  const { plan: made, after } = extracted(order, 'label', 'pack', 'send')
  expect([made.workflow.return, made.returned]).toEqual([undefined, ['send']])
  expect(locate(after, 'prepare_the_parcel')?.step).toMatchObject({ role: 'pivot', arguments: [{ name: 'reserve' }, { name: 'quote' }] })
  const waiting = extracted({ ...order, steps: order.steps.map((step) => (step.name === 'send' ? { ...step, arguments: [], waitFor: ['pack', 'label'] } : step)) }, 'send')
  expect(locate(waiting.after, 'prepare_the_parcel')?.step.waitFor).toEqual(['pack', 'label'])
})

it('takes steps out of a container, with the element that they read', () => {
  const { plan: made, after } = extracted(JSON.parse(JSON.stringify(trip).replaceAll('http.request', 'debug')), 'extras.book')
  expect(made.inputs.map(({ input, words }) => `${input.name}: ${words}`)).toEqual(['extras_element: each element of extras', 'reserve_flight: the result of Reserve flight'])
  expect(locate(after, 'extras')?.step.return).toBe('prepare_the_parcel')
  expect(locate(after, 'extras.prepare_the_parcel')?.step.arguments).toEqual([{ name: 'extras_element', from: { element: 'extras' } }, { name: 'reserve_flight', from: { result: 'reserve_flight' } }])
  expect(locate(after, 'extras.note')?.step.arguments).toEqual([{ name: 'booked', from: { result: 'prepare_the_parcel' } }])
})

it('refuses what cannot stand alone, says why, and offers the nearest that can', () => {
  expect(refused(order, 'quote', 'pack')).toEqual({ reason: 'A path leads from Get a quote out through Reserve and back in to Pack.', nearest: ['pack', 'quote', 'reserve'] })
  expect(refused(order, 'release')).toEqual({ reason: 'Release is a handler and stays beneath its step.', nearest: [] })
  const early = { ...order, return: 'reserve' }
  expect(refused(early, 'reserve', 'pack')).toMatchObject({ reason: 'Reserve is the result of the workflow, and Pack is used outside too: one step cannot give both.' })
  const late: WorkflowDocument = { ...order, handlers: order.handlers?.map((handler) => (handler.name === 'release' ? { ...handler, arguments: [{ name: 'label', from: { result: 'label' } }] } : handler)) ?? [] }
  expect(refused(late, 'reserve')).toEqual({ reason: 'Release undoes with the result of Label, which the selection does not come after.', nearest: ['label', 'reserve'] })
  const lane: WorkflowDocument = { ...order, failure: { steps: [{ name: 'tell', kind: 'debug', arguments: [{ name: 'error', from: { origin: 'error' } }] }] } }
  expect(refused(lane, 'tell')).toMatchObject({ reason: expect.stringContaining('after a failed run was rolled back') })
  for (const paths of [['quote', 'pack'], ['reserve', 'label']]) {
    const no = plan(order, ...paths)
    if (!no.ok && no.nearest) expect(plan(order, ...no.nearest).ok).toBe(true)
  }
})

it('says when it is undone that the workflow stays', () => {
  const made = plan(order, 'reserve', 'pack')
  if (!made.ok) throw new Error(made.reason)
  const store = createEditorStore({ id: 'w', document: order, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '' }) })
  store.getState().dispatch(extractSteps(order, made, { reference: 'prepare_the_parcel_2', title: 'Prepare the parcel' }).command)
  expect(store.getState().notice).toBeUndefined()
  store.getState().undo()
  expect(store.getState().document).toEqual(order)
  expect(store.getState().notice?.text).toBe('The steps are back. The workflow “Prepare the parcel” stays: delete it among the workflows if it is not needed.')
  // what was said is over with the next step, and said again with the one after
  store.getState().redo()
  expect(store.getState().notice).toBeUndefined()
  store.getState().undo()
  expect(store.getState().notice?.text).toContain('The steps are back.')
  store.getState().dispose()
})
