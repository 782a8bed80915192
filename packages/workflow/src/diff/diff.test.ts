import { describe, expect, it } from 'vitest'
import type { Step, WorkflowDocument } from '../document.ts'
import { renameStep } from '../rename.ts'
import { describeDiff } from './describe-diff.ts'
import { diffDocuments, isSameWorkflow } from './diff-documents.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (argument: string, result: string) => ({ name: argument, from: { result } })
const workflow = (steps: readonly Step[], more: Partial<WorkflowDocument> = {}): WorkflowDocument => ({ eddy: 1, name: 'trip', steps, ...more })
const trip = workflow([step('flight'), step('hotel', { arguments: [takes('flight', 'flight')] }), { name: 'extras', kind: 'group', steps: [step('car'), step('meal', { arguments: [takes('car', 'car')] })] }], {
  handlers: [step('release')],
  view: { positions: { flight: [0, 0], hotel: [300, 0] } },
})
const edited = (path: string, more: Partial<Step>): WorkflowDocument => ({ ...trip, steps: trip.steps.map((one) => (one.name === path ? { ...one, ...more } : one)) })

describe('the diff of two versions', () => {
  it('is empty for what is the same, wherever it is drawn and in whatever order', () => {
    const moved = { ...trip, steps: trip.steps.toReversed(), return: 'extras', view: { positions: { flight: [500, 500] as const }, notes: [{ id: 'n', text: 'hello', position: [0, 0] as const }] } }
    expect(isSameWorkflow(diffDocuments({ ...trip, return: 'extras' }, moved))).toBe(true)
  })

  it('tells another order where it makes another step the one that is returned', () => {
    const last = (names: readonly string[], more: Partial<WorkflowDocument> = {}) => workflow(names.map((name) => step(name)), more)
    expect(diffDocuments(last(['a', 'b', 'c']), last(['a', 'c', 'b']))).toEqual({ steps: [], fields: [{ place: ['return'], before: 'c', after: 'b' }], lines: [] })
    expect(isSameWorkflow(diffDocuments(last(['a', 'b', 'c']), last(['b', 'a', 'c'])))).toBe(true)
    expect(isSameWorkflow(diffDocuments(last(['a', 'b'], { return: 'a' }), last(['b', 'a'], { return: 'a' })))).toBe(true)
    const group = (names: readonly string[]) => workflow([{ name: 'both', kind: 'group', steps: names.map((name) => step(name)) }])
    expect(describeDiff(diffDocuments(group(['a', 'b']), group(['b', 'a'])))).toEqual(['both: return "b" → "a"'])
  })

  it('names fields with their values', () => {
    const after = edited('flight', { config: { expr: '2' }, timeout: 'PT5S' })
    expect(diffDocuments(trip, after)).toEqual({ fields: [], lines: [], steps: [{ change: 'changed', path: 'flight', fields: [{ place: ['config', 'expr'], before: '1', after: '2' }, { place: ['timeout'], after: 'PT5S' }] }] })
  })

  it('tells what came and went, with its lines, inside containers too', () => {
    const after = workflow([trip.steps[0] as Step, { name: 'extras', kind: 'group', steps: [step('car'), step('guide', { waitFor: ['car'] })] }], { handlers: trip.handlers ?? [] })
    const { steps, lines } = diffDocuments(trip, after)
    expect(steps.map(({ change, path }) => `${change} ${path}`)).toEqual(['added extras.guide', 'removed hotel', 'removed extras.meal'])
    expect(lines).toEqual([
      { change: 'added', kind: 'wait', from: 'extras.car', to: 'extras.guide' },
      { change: 'removed', kind: 'data', from: 'flight', to: 'hotel' },
      { change: 'removed', kind: 'data', from: 'extras.car', to: 'extras.meal' },
    ])
  })

  it('sees a rename as a rename, not as one step gone and another come; what refers to it is no change', () => {
    const renamed = renameStep(trip, 'flight', 'air')
    const after = renamed.ok ? renamed.document : trip
    expect(diffDocuments(trip, after)).toEqual({ fields: [], lines: [], steps: [{ change: 'renamed', path: 'air', was: 'flight', fields: [] }] })
  })

  it('follows what stands inside a renamed container', () => {
    const renamed = renameStep(trip, 'extras', 'more')
    const document = renamed.ok ? renamed.document : trip
    const after = { ...document, steps: document.steps.map((one) => (one.name === 'more' ? { ...one, steps: [step('car', { timeout: 'PT1S' }), ...(one.steps ?? []).slice(1)] } : one)) }
    // equal but for the name it is not, and it is not drawn: place them alike
    const at = (name: string) => ({ positions: { [name]: [9, 9] as const } })
    expect(diffDocuments({ ...trip, view: at('extras') }, { ...after, view: at('more') }).steps).toEqual([
      { change: 'renamed', path: 'more', was: 'extras', fields: [] },
      { change: 'changed', path: 'more.car', was: 'extras.car', fields: [{ place: ['timeout'], after: 'PT1S' }] },
    ])
  })

  it('tells of undo lines, handlers and the workflow itself', () => {
    const after = { ...edited('flight', { undo: 'release' }), title: 'A trip', handlers: [step('release', { config: { expr: '3' } })], options: { rollback: 'parallel' as const } }
    const diff = diffDocuments(trip, after)
    expect(diff.lines).toEqual([{ change: 'added', kind: 'undo', from: 'flight', to: 'release' }])
    expect(describeDiff(diff)).toEqual(['workflow: title is new: "A trip"', 'workflow: options is new: {"rollback":"parallel"}', 'flight: undo is new: "release"', 'release: config/expr "1" → "3"', '+ flight —undo→ release'])
  })

  it('calls steps what it is told to', () => {
    const after = workflow([trip.steps[0] as Step, step('hotel', { timeout: 'PT5S' }), step('train', { waitFor: ['flight'] })], { handlers: trip.handlers ?? [] })
    const told = describeDiff(diffDocuments({ ...trip, steps: trip.steps.slice(0, 2) }, after), (path) => path.toUpperCase())
    expect(told).toEqual(expect.arrayContaining(['+ TRAIN', 'HOTEL: timeout is new: "PT5S"', '- FLIGHT → HOTEL', '+ FLIGHT —wait→ TRAIN']))
  })

  it('tells the order of branches, which are tried in order', () => {
    const ways = (names: readonly string[]) => workflow([{ name: 'way', kind: 'switch', branches: names.map((name) => ({ name, when: `x = "${name}"`, steps: [step(name)] })) }])
    expect(describeDiff(diffDocuments(ways(['a', 'b']), ways(['b', 'a'])))).toEqual(['way: order of branches ["a","b"] → ["b","a"]'])
  })
})
