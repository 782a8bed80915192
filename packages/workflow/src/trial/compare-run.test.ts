import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step, WorkflowDocument } from '../document.ts'
import { compareWithRun } from './compare-run.ts'
import type { PastRun } from './past-run.ts'

const takes = (...names: string[]) => names.map((name) => ({ name, from: { result: name } }))
const expr = (name: string, more: object = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const flight = expr('flight', { title: 'Reserve flight', arguments: [{ name: 'who', from: { input: 'who' } }] })
const hotel = expr('hotel', { title: 'Reserve hotel', arguments: takes('flight') })
const car = expr('car', { waitFor: ['flight'] })
const confirm = expr('confirm', { arguments: takes('hotel') })
const document = doc(flight, hotel, car, confirm)

function doc(...steps: Step[]): WorkflowDocument {
  return { eddy: 1, name: 'trip', inputs: [{ name: 'who' }], steps }
}

function ran(of: WorkflowDocument = document, more: Partial<PastRun> = {}): PastRun {
  const steps = Object.fromEntries(of.steps.map(({ name }) => [name, { outcome: { kind: 'value' as const, value: name } }]))
  return { runId: 'r1', document: of, input: { who: 'Ada' }, pins: {}, steps, ...more }
}

const stale = (now: WorkflowDocument, more: Partial<Parameters<typeof compareWithRun>[0]> = {}) => Object.fromEntries(compareWithRun({ document: now, pins: {}, past: ran(), ...more }).stale)

describe('a draft beside a run', () => {
  it('is as it was when nothing, or only what decides no result, was changed', () => {
    expect(stale(structuredClone(document))).toEqual({})
    expect(stale(doc({ ...flight, title: 'Book flight', undo: 'cancel', mode: 'sync', priority: 3 }, hotel, car, confirm))).toEqual({})
    expect(stale({ ...document, view: { positions: { flight: [1, 2] } }, title: 'Trip' })).toEqual({})
  })

  it('names what was changed, and what depends on it by data or by waiting', () => {
    expect(stale(doc({ ...flight, config: { expr: '2' } }, hotel, car, confirm))).toEqual({
      flight: ['setting expr was changed'],
      hotel: ['Reserve flight, which it depends on, is not as it was'],
      car: ['Reserve flight, which it depends on, is not as it was'],
      confirm: ['Reserve hotel, which it depends on, is not as it was'],
    })
    expect(stale(doc(flight, { ...hotel, arguments: [...takes('flight'), { name: 'nights', from: { value: 2 } }], guards: [{ when: 'true' }] }, car, confirm))['hotel']).toEqual(['the guards were added', 'argument nights was added'])
  })

  it('tells a step that was inserted upstream by its name', () => {
    const visa = expr('visa', { title: 'Check visa', arguments: takes('flight') })
    const inserted = doc(flight, visa, { ...hotel, arguments: [{ name: 'flight', from: { result: 'visa' } }] }, { ...car, waitFor: ['visa'] }, confirm)
    expect(stale(inserted)).toEqual({
      hotel: ['Check visa was inserted upstream'],
      car: ['Check visa was inserted upstream', 'it no longer waits for Reserve flight'],
      confirm: ['Reserve hotel, which it depends on, is not as it was'],
    })
    expect([...compareWithRun({ document: inserted, pins: {}, past: ran() }).spread].toSorted()).toEqual(['car', 'confirm', 'hotel', 'visa'])
  })

  it('follows inputs by value, with defaults and transforms', () => {
    expect(stale(document, { input: { who: 'Ada' } })).toEqual({})
    expect(stale(document, { input: { who: 'Bob' } })['flight']).toEqual(['input who was changed'])
    expect(stale({ ...document, inputs: [{ name: 'who', transform: '$uppercase($)' }] })['flight']).toEqual(['input who was changed'])
  })

  it('lets a pinned value stand for the step: the same one changes nothing, another one reaches what takes it', () => {
    const edited = doc({ ...flight, config: { expr: '2' } }, hotel, car, confirm)
    expect(stale(edited, { pins: { flight: { kind: 'value', value: 'flight' } } })).toEqual({})
    const other = stale(document, { pins: { flight: { kind: 'value', value: 'LH 1' } } })
    expect([other['flight'], other['confirm']]).toEqual([['a value was pinned'], ['Reserve hotel, which it depends on, is not as it was']])
    const pinned = ran(document, { pins: { flight: { kind: 'value', value: 'flight' } } })
    expect(stale(document, { past: pinned })['flight']).toEqual(['the pin was removed'])
    expect(stale(document, { pins: { flight: { kind: 'failure', code: 'X', message: '' } } })['flight']).toEqual(['a failure was pinned'])
  })

  it('looks into containers and out of them', () => {
    const inner = (expression: string): Step => ({ name: 'group', kind: 'group', steps: [expr('a', { config: { expr: expression } }), expr('b'), expr('c', { arguments: takes('flight') })] })
    const before = doc(flight, inner('1'), expr('after', { arguments: takes('group') }))
    const past = ran(before)
    const steps = { ...past.steps, 'group.a': past.steps['flight']!, 'group.b': past.steps['flight']!, 'group.c': past.steps['flight']! }
    expect(Object.keys(stale(doc(flight, inner('2'), before.steps[2]!), { past: { ...past, steps } })).toSorted()).toEqual(['after', 'group', 'group.a'])
    const around = doc(flight, { ...inner('1'), guards: [{ when: 'x' }] }, before.steps[2]!)
    expect(Object.keys(stale(around, { past: { ...past, steps } })).toSorted()).toEqual(['after', 'group', 'group.a', 'group.b', 'group.c'])
    const outside = doc({ ...flight, config: { expr: '2' } }, inner('1'), before.steps[2]!)
    expect(Object.keys(stale(outside, { past: { ...past, steps } })).toSorted()).toEqual(['after', 'flight', 'group', 'group.c'])
  })

  it('says nothing of steps that have no result in the run, but spreads through them', () => {
    const past = ran(document, { steps: { flight: { outcome: { kind: 'value', value: 1 } }, confirm: { outcome: { kind: 'failure', code: 'X', message: '' } } } })
    expect(Object.keys(stale(doc({ ...flight, config: { expr: '2' } }, hotel, car, confirm), { past }))).toEqual(['flight', 'confirm'])
  })

  it('ends on drafts that go in a circle', () => {
    expect(Object.keys(stale(doc({ ...flight, waitFor: ['confirm'] }, hotel, car, confirm))).length).toBe(4)
  })
})

it('an edit and its undo leave nothing stale, whatever the graph (property)', () => {
  const graphs = fc.array(fc.nat(), { minLength: 2, maxLength: 24 }).chain((seeds) => {
    const steps = seeds.map((seed, index): Step => expr(`s${index}`, { arguments: index === 0 ? [] : takes(`s${seed % index}`), ...(seed % 3 === 0 && index > 1 ? { waitFor: [`s${(seed * 7) % index}`] } : {}) }))
    return fc.record({ steps: fc.constant(steps), at: fc.nat(seeds.length - 1) })
  })
  fc.assert(
    fc.property(graphs, ({ steps, at }) => {
      const before = doc(...steps)
      const past = ran(before)
      const edited = doc(...steps.map((step, index) => (index === at ? { ...step, config: { expr: 'other' } } : step)))
      const spread = compareWithRun({ document: edited, pins: {}, past }).spread
      // exactly the step and what can be reached from it
      const reached = new Set([`s${at}`])
      for (const step of steps) if ([...(step.arguments ?? []).map(({ name }) => name), ...(step.waitFor ?? [])].some((name) => reached.has(name))) reached.add(step.name)
      expect([...spread].toSorted()).toEqual([...reached].toSorted())
      const undone = doc(...edited.steps.map((step, index) => (index === at ? structuredClone(steps[at]!) : step)))
      expect(compareWithRun({ document: undone, pins: {}, past }).spread.size).toBe(0)
    }),
  )
})
