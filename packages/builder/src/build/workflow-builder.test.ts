import { catalog } from '@eddy/steps/contract'
import { validate, type Step, type WorkflowDocument } from '@eddy/workflow'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { element, input, origin, result, secret, value, workflow, type AnyNames, type WorkflowBuilder } from '../index.ts'

const post = { method: 'POST', url: 'https://hotels.example/bookings' }
const errors = (document: WorkflowDocument) => validate(document, { catalog }).filter(({ severity }) => severity === 'error')

const trip = workflow('book_trip', { title: 'Book a trip' })
  .input('customer', { schema: { type: 'string' } })
  .handler('cancel_hotel', { kind: 'http.request', config: post, arguments: { id: origin('value', ['body', 'id']) } })
  .step('hotel', { kind: 'http.request', config: post, arguments: { customer: input('customer') }, undo: 'cancel_hotel' })
  .step('confirm', { kind: 'expression', config: { expr: 'hotel' }, arguments: { hotel: result('hotel', ['body']) }, waitFor: ['hotel'] })
  .return('confirm')

describe('workflow', () => {
  it('makes the document that the canvas would', () => {
    expect(trip.document).toStrictEqual({
      eddy: 1,
      name: 'book_trip',
      title: 'Book a trip',
      inputs: [{ name: 'customer', schema: { type: 'string' } }],
      handlers: [{ name: 'cancel_hotel', kind: 'http.request', config: post, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] }],
      steps: [
        { name: 'hotel', kind: 'http.request', config: post, arguments: [{ name: 'customer', from: { input: 'customer' } }], undo: 'cancel_hotel' },
        { name: 'confirm', kind: 'expression', config: { expr: 'hotel' }, arguments: [{ name: 'hotel', from: { result: 'hotel' }, path: ['body'] }], waitFor: ['hotel'] },
      ],
      return: 'confirm',
    })
    expect(errors(trip.document)).toEqual([])
    expect(JSON.parse(JSON.stringify(trip.document))).toStrictEqual(trip.document)
  })

  it('leaves every builder as it was', () => {
    const start = workflow('fork').step('first', { kind: 'debug' })
    const left = start.step('left', { kind: 'debug' })
    const right = start.step('right', { kind: 'debug' })
    expect([start, left, right].map(({ steps }) => steps.map(({ name }) => name))).toEqual([['first'], ['first', 'left'], ['first', 'right']])
  })

  it('takes every kind of source, bare or made', () => {
    const made = workflow('sources')
      .input('n')
      .step('first', { kind: 'debug' })
      .step('all', { kind: 'debug', arguments: { a: { input: 'n' }, b: { result: 'first' }, c: { value: [1] }, d: { secret: 'key' }, e: value(2), f: secret('key'), g: result('first', [0], { transform: '$ + 1' }), h: { from: { result: 'first' }, path: ['x'] } } })
    expect(made.document.steps[1]?.arguments).toStrictEqual([
      { name: 'a', from: { input: 'n' } },
      { name: 'b', from: { result: 'first' } },
      { name: 'c', from: { value: [1] } },
      { name: 'd', from: { secret: 'key' } },
      { name: 'e', from: { value: 2 } },
      { name: 'f', from: { secret: 'key' } },
      { name: 'g', from: { result: 'first' }, path: [0], transform: '$ + 1' },
      { name: 'h', from: { result: 'first' }, path: ['x'] },
    ])
  })

  it('nests containers', () => {
    const nested = workflow('nested')
      .input('orders')
      .step('rate', { kind: 'expression', config: { expr: '2' } })
      .group('both', (inner) => inner.step('a', { kind: 'debug', arguments: { rate: result('rate') } }).step('b', { kind: 'debug', waitFor: ['a'] }).return('a'))
      .map('each', { arguments: { source: input('orders') } }, (inner) => inner.step('double', { kind: 'expression', config: { expr: 'x' }, arguments: { x: element('each', ['price']), rate: result('rate') } }))
      .switch('size', { arguments: { n: result('each') } }, (branches) =>
        branches
          .branch({ name: 'large', when: '$count(n) > 10' }, (inner) => inner.step('review', { kind: 'debug' }))
          .branch({}, (inner) => inner.step('pass', { kind: 'debug' }).step('done', { kind: 'debug' }).return('pass')),
      )
      .container('again', { kind: 'repeat', config: { maxRounds: 2 } }, (inner) => inner.step('ping', { kind: 'debug', arguments: { round: element('again') } }))
      .race('first', {}, (branches) => branches.branch({}, (inner) => inner.step('slow', { kind: 'debug' })).branch({}, (inner) => inner.step('fast', { kind: 'debug' })))
      .failure((lane) => lane.step('tell', { kind: 'debug', arguments: { error: origin('error'), size: result('size') } }))
    expect(nested.document.steps.map(({ kind, steps, branches, return: returns }) => ({ kind, steps: steps?.map(({ name }) => name), branches: branches?.map((branch) => branch.steps.map(({ name }) => name)), returns }))).toEqual([
      { kind: 'expression' },
      { kind: 'group', steps: ['a', 'b'], returns: 'a' },
      { kind: 'map', steps: ['double'] },
      { kind: 'switch', branches: [['review'], ['pass', 'done']] },
      { kind: 'repeat', steps: ['ping'] },
      { kind: 'race', branches: [['slow'], ['fast']] },
    ])
    expect(nested.document.failure?.steps).toEqual([{ name: 'tell', kind: 'debug', arguments: [{ name: 'error', from: { origin: 'error' } }, { name: 'size', from: { result: 'size' } }] }])
    expect(errors(nested.document)).toEqual([])
  })

  it('grows in a loop when its names are left open', () => {
    let chain: WorkflowBuilder<AnyNames> = workflow<AnyNames>('chain').step('s0', { kind: 'debug' })
    for (let index = 1; index < 5; index++) chain = chain.step(`s${index}`, { kind: 'debug', arguments: { before: result(`s${index - 1}`) } })
    expect(errors(chain.return('s4').document)).toEqual([])
    expect(chain.steps).toHaveLength(5)
  })

  it('takes steps as they stand in the document', () => {
    const stored: Step = { name: 'stored', kind: 'debug' }
    const added = workflow('added').add({ name: 'plain', kind: 'debug' }).step('next', { kind: 'debug', waitFor: ['plain'] }).add(stored)
    expect(added.steps.map(({ name }) => name)).toEqual(['plain', 'next', 'stored'])
  })
})

describe('the types', () => {
  const start = workflow('typed').input('customer').handler('cancel', { kind: 'debug' }).step('hotel', { kind: 'debug' })

  it('know the names so far', () => {
    expectTypeOf<Parameters<typeof start.return>[0]>().toEqualTypeOf<'hotel'>()
    const longer = start.step('flight', { kind: 'debug' })
    expectTypeOf<Parameters<typeof longer.return>[0]>().toEqualTypeOf<'hotel' | 'flight'>()
    expectTypeOf(start.document).toEqualTypeOf<WorkflowDocument>()
    expect(longer.steps).toHaveLength(2)
  })

  it('refuse unknown names', () => {
    // @ts-expect-error no such step
    start.step('a', { kind: 'debug', arguments: { x: result('hotl') } })
    // @ts-expect-error no such step, bare
    start.step('a', { kind: 'debug', arguments: { x: { result: 'hotl' } } })
    // @ts-expect-error no such input
    start.step('a', { kind: 'debug', arguments: { x: input('custmer') } })
    // @ts-expect-error no such step to wait for
    start.step('a', { kind: 'debug', waitFor: ['hotl'] })
    // @ts-expect-error no such step to return
    start.return('hotl')
    // @ts-expect-error no such handler
    start.step('a', { kind: 'debug', undo: 'cancl' })
    // @ts-expect-error a step is no handler
    start.step('a', { kind: 'debug', compensate: 'hotel' })
    // @ts-expect-error no such handler
    start.step('a', { kind: 'debug', check: 'none' })
    // @ts-expect-error a handler is no step
    start.step('a', { kind: 'debug', arguments: { x: result('cancel') } })
    // @ts-expect-error a step does not see itself
    start.step('a', { kind: 'debug', waitFor: ['a'] })
    start.step('a', { kind: 'debug', undo: 'none' })
  })

  it('refuse names that are taken', () => {
    // @ts-expect-error there is a step of that name
    start.step('hotel', { kind: 'debug' })
    // @ts-expect-error there is a handler of that name
    start.step('cancel', { kind: 'debug' })
    // @ts-expect-error there is a step of that name
    start.handler('hotel', { kind: 'debug' })
    // @ts-expect-error "none" says that there is nothing to undo
    start.handler('none', { kind: 'debug' })
    // @ts-expect-error there is an input of that name
    start.input('customer')
    // @ts-expect-error there is a step of that name
    start.group('hotel', (inner) => inner.step('a', { kind: 'debug' }))
    // @ts-expect-error the failure lane shares the names of the forward steps
    start.failure((lane) => lane.step('hotel', { kind: 'debug' }))
    // @ts-expect-error and they its
    start.failure((lane) => lane.step('tell', { kind: 'debug' })).step('tell', { kind: 'debug' })
    expectTypeOf<Parameters<typeof start.step<'hotel'>>[0]>().toEqualTypeOf<'the name "hotel" is taken'>()
  })

  it('keep scopes apart', () => {
    const grouped = start.group('both', (inner) => inner.step('hotel', { kind: 'debug' }).step('b', { kind: 'debug' }))
    // @ts-expect-error inside the group, not here
    grouped.step('after', { kind: 'debug', arguments: { x: result('b') } })
    // @ts-expect-error only a step of the group can be its return
    start.step('around', { kind: 'debug' }).group('both', (inner) => inner.step('b', { kind: 'debug' }).return('around'))
    // @ts-expect-error branches of a switch share their names
    start.switch('size', {}, (branches) => branches.branch({}, (inner) => inner.step('a', { kind: 'debug' })).branch({}, (inner) => inner.step('a', { kind: 'debug' })))
    // @ts-expect-error an inner list has no inputs
    expect(() => start.group('both', (inner) => inner.input('x').step('b', { kind: 'debug' }))).toThrow()
  })

  it('give elements only inside the map, and origins only to handlers', () => {
    start.map('each', {}, (inner) => inner.group('deep', (deeper) => deeper.step('a', { kind: 'debug', arguments: { x: element('each') } })))
    // @ts-expect-error not inside a map of that name
    start.map('each', {}, (inner) => inner.step('a', { kind: 'debug', arguments: { x: element('every') } }))
    // @ts-expect-error a group has no elements
    start.group('each', (inner) => inner.step('a', { kind: 'debug', arguments: { x: element('each') } }))
    // @ts-expect-error a forward step is told nothing
    start.step('a', { kind: 'debug', arguments: { x: origin('error') } })
    // @ts-expect-error the failure lane knows only the error
    start.failure((lane) => lane.step('a', { kind: 'debug', arguments: { x: origin('value') } }))
    // @ts-expect-error a handler waits for nothing
    start.handler('h', { kind: 'debug', waitFor: ['hotel'] })
  })
})
