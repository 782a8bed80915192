import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step, WorkflowDocument } from '../document.ts'
import { fakeCatalog as catalog } from '../testing/fake-catalog.ts'
import { validate } from '../validate.ts'
import type { PastRun } from './past-run.ts'
import { partOf, planPart, type PartRequest } from './plan-part.ts'
import { trialDocument } from './trial-document.ts'

const takes = (...names: string[]) => names.map((name) => ({ name, from: { result: name } }))
const expr = (name: string, more: object = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const charge: Step = { name: 'charge', kind: 'charge', title: 'Charge card', config: { amount: 5 }, arguments: [{ name: 'card', from: { input: 'card' } }, { name: 'order', from: { result: 'order' } }], undo: 'refund', cache: { ttl: 'PT1H', scope: 'workflow' } }
const document: WorkflowDocument = {
  eddy: 1,
  name: 'shop',
  inputs: [{ name: 'card' }, { name: 'note' }],
  steps: [expr('order'), charge, expr('pack', { waitFor: ['charge'], arguments: takes('order') }), expr('ship', { arguments: takes('pack', 'charge') }), expr('thank', { waitFor: ['ship'], arguments: [{ name: 'note', from: { input: 'note' } }] })],
  handlers: [{ name: 'refund', kind: 'charge', arguments: [{ name: 'value', from: { origin: 'value' } }, { name: 'shipped', from: { result: 'ship' } }] }],
  failure: { steps: [expr('tell')] },
}

function ran(more: Partial<PastRun> = {}): PastRun {
  const steps = Object.fromEntries(document.steps.map(({ name }) => [name, { outcome: { kind: 'value' as const, value: name } }]))
  return { runId: 'r1', document, input: { card: '4242', note: '' }, pins: {}, steps, ...more }
}

const plan = (request: Partial<PartRequest>) => planPart({ document, target: 'pack', mode: 'to', pins: {}, catalog, ...request })
const roles = (request: Partial<PartRequest>) => Object.fromEntries(plan(request).steps.map(({ name, step }) => [name, step.role === 'reuse' ? `${step.role} ${step.from}` : step.role]))

describe('run to here', () => {
  it('runs everything before it when there is nothing to reuse, and nothing after it', () => {
    expect(roles({})).toEqual({ order: 'run', charge: 'run', pack: 'run', ship: 'skip', thank: 'skip' })
    expect(plan({}).steps[1]?.step).toEqual({ role: 'run', effects: ['charges a card'] })
  })

  it('reuses what a run has left, and asks for nothing that only the reused needs', () => {
    expect(roles({ past: ran() })).toEqual({ order: 'reuse run', charge: 'reuse run', pack: 'run', ship: 'skip', thank: 'skip' })
    expect(roles({ past: ran(), target: 'ship' })).toEqual({ order: 'skip', charge: 'reuse run', pack: 'reuse run', ship: 'run', thank: 'skip' })
  })

  it('reuses nothing that is stale, that was undone, or that was another step’s pin', () => {
    const edited = { ...document, steps: document.steps.map((step) => (step === charge ? { ...charge, config: { amount: 6 } } : step)) }
    expect(roles({ document: edited, past: ran() })).toMatchObject({ order: 'reuse run', charge: 'run' })
    const undone = ran()
    expect(roles({ past: { ...undone, steps: { ...undone.steps, charge: { ...undone.steps['charge'], undone: true }, order: { ...undone.steps['order'], undone: true } } } })).toMatchObject({ order: 'reuse run', charge: 'run' })
    expect(roles({ past: ran({ pins: { order: { kind: 'value', value: 'order' } } }) })).toMatchObject({ order: 'run', charge: 'run' })
    expect(roles({ past: ran(), input: { card: '1111', note: '' } })).toMatchObject({ order: 'reuse run', charge: 'run' })
  })

  it('takes pinned values first, and runs into pinned failures', () => {
    expect(roles({ pins: { charge: { kind: 'value', value: 1 } } })).toEqual({ order: 'run', charge: 'reuse fixture', pack: 'run', ship: 'skip', thank: 'skip' })
    expect(plan({ pins: { charge: { kind: 'failure', code: 'X', message: '' } } }).steps[1]?.step).toEqual({ role: 'run', effects: [], fails: true })
    // the later attempts are its own
    expect(plan({ pins: { charge: { kind: 'failure', code: 'X', message: '', attempts: 2 } } }).steps[1]?.step).toEqual({ role: 'run', effects: ['charges a card'], fails: true })
    expect(plan({ pins: { pack: { kind: 'value', value: 1 } } }).blocked).toBe('pack is pinned to a value, so running it would do nothing. Remove the pin to run it.')
  })

  it('tells no effect of what a pin answers for inside a container', () => {
    const grouped = { ...document, steps: [...document.steps, { name: 'box', kind: 'group', steps: [{ ...charge, name: 'pay', waitFor: [] }] }] }
    const effects = (pins: PartRequest['pins']) => plan({ document: grouped, target: 'box', pins }).steps.at(-1)?.step
    expect([effects({}), effects({ 'box/pay': { kind: 'value', value: 1 } }), effects({ pay: { kind: 'value', value: 1 } })]).toEqual([['charges a card'], [], ['charges a card']].map((told) => ({ role: 'run', effects: told })))
  })

  it('takes a step inside a container for the container, and nothing but forward steps', () => {
    const grouped = { ...document, steps: [...document.steps, { name: 'box', kind: 'group', steps: [expr('a')] }] }
    expect(plan({ document: grouped, target: 'box.a' })).toMatchObject({ target: 'box', steps: [{}, {}, {}, {}, {}, { name: 'box', step: { role: 'run' } }] })
    expect(plan({ target: 'refund' }).blocked).toBe('Only a step of the forward flow can be run by itself.')
  })
})

describe('run this step only', () => {
  it('takes results as they are, and says which are stale', () => {
    const edited = { ...document, steps: document.steps.map((step) => (step === charge ? { ...charge, config: { amount: 6 } } : step)) }
    expect(plan({ document: edited, target: 'ship', mode: 'only', past: ran() }).steps.map(({ step }) => step)).toEqual([
      { role: 'skip' },
      { role: 'reuse', from: 'run', stale: ['setting amount was changed'] },
      { role: 'reuse', from: 'run', stale: ['Charge card, which it depends on, is not as it was'] },
      { role: 'run', effects: [] },
      { role: 'skip' },
    ])
  })

  it('says which results are missing, and needs none of what is only waited for', () => {
    expect(plan({ target: 'ship', mode: 'only' }).blocked).toBe('pack and Charge card have no result to start from: run to here instead, or pin a value.')
    expect(plan({ target: 'pack', mode: 'only', pins: { order: { kind: 'value', value: 1 } } }).blocked).toBeUndefined()
    expect(roles({ target: 'thank', mode: 'only' })).toEqual({ order: 'skip', charge: 'skip', pack: 'skip', ship: 'skip', thank: 'run' })
  })
})

describe('the document of a part', () => {
  const cut = (request: Partial<PartRequest>) => trialDocument(request.document ?? document, { fixture: null, pins: request.pins ?? {}, part: partOf(plan(request)) }, catalog)

  it('has the steps that run as they are, stubs without a past for the others, and no failure lane', () => {
    const { steps, failure, return: returns, inputs, handlers } = cut({ past: ran() })
    expect(steps).toEqual([{ name: 'order', kind: 'expression', config: { expr: 'null' } }, { name: 'charge', title: 'Charge card', kind: 'expression', config: { expr: 'null' } }, document.steps[2]])
    expect([failure, returns]).toEqual([undefined, 'pack'])
    expect(inputs).toEqual([{ name: 'card', required: false }, { name: 'note', required: false }])
    expect(handlers?.[0]?.arguments?.[1]).toEqual({ name: 'shipped', from: { value: null } })
  })

  it('waits for nobody who is not there', () => {
    expect(cut({ target: 'thank', mode: 'only' }).steps).toEqual([{ ...document.steps[4], waitFor: [] }])
  })

  it('of a pinned run keeps order and flow, and has nothing to undo or to keep', () => {
    const { steps } = trialDocument(document, { fixture: 'x', pins: { charge: { kind: 'value', value: 1 } } }, catalog)
    expect(steps[1]).toEqual({ name: 'charge', title: 'Charge card', kind: 'expression', config: { expr: 'null' }, arguments: charge.arguments })
    const failing = trialDocument(document, { fixture: 'x', pins: { charge: { kind: 'failure', code: 'X', message: '', attempts: 1 } } }, catalog)
    const { cache: _, ...kept } = charge
    expect(failing.steps[1]).toEqual(kept)
  })

  it('lets a pinned container wait for what its inside took', () => {
    const grouped = { ...document, steps: [expr('order'), { name: 'box', kind: 'group', steps: [expr('a', { arguments: takes('order') }), expr('b', { waitFor: ['a'] })] }] }
    expect(trialDocument(grouped, { fixture: 'x', pins: { box: { kind: 'failure', code: 'X', message: '' } } }, catalog).steps[1]).toEqual({ name: 'box', kind: 'expression', config: { expr: 'null' }, waitFor: ['order'] })
  })

  it('is valid wherever the whole is (property)', () => {
    const graphs = fc.array(fc.nat(), { minLength: 1, maxLength: 16 }).chain((seeds) => fc.record({ seeds: fc.constant(seeds), target: fc.nat(seeds.length - 1), mode: fc.constantFrom('only' as const, 'to' as const), pinned: fc.array(fc.nat(seeds.length - 1)) }))
    fc.assert(
      fc.property(graphs, ({ seeds, target, mode, pinned }) => {
        const steps = seeds.map((seed, index): Step => {
          const inner = seed % 4 === 0 ? { kind: 'group', config: {}, steps: [expr('in', { arguments: index === 0 ? [] : takes(`s${(seed + 1) % index}`) })] } : {}
          return expr(`s${index}`, { arguments: index === 0 ? [] : takes(`s${seed % index}`), ...(seed % 3 === 0 && index > 1 ? { waitFor: [`s${(seed * 7) % index}`] } : {}), ...inner })
        })
        const whole: WorkflowDocument = { eddy: 1, name: 'w', steps }
        expect(validate(whole, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
        const pins = Object.fromEntries(pinned.map((index) => [`s${index}`, { kind: 'value' as const, value: index }]))
        const made = planPart({ document: whole, target: `s${target}`, mode, pins, catalog })
        if (made.blocked !== undefined) return
        const part = partOf(made)
        const derived = trialDocument(whole, { fixture: null, pins, part }, catalog)
        expect(validate(derived, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
        expect(derived.steps.map(({ name }) => name).toSorted()).toEqual([...part.run, ...part.reused].toSorted())
      }),
    )
  })
})
