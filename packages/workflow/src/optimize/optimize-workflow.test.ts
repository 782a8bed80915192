import { describe, expect, it } from 'vitest'
import { fakeCatalog } from '../testing/fake-catalog.ts'
import type { Step, WorkflowDocument } from '../document.ts'
import { optimizeWorkflow } from './optimize-workflow.ts'
import type { OptimizePass } from './optimization.ts'

const expr = (name: string, text: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: text }, ...more })
const taking = (...names: readonly string[]) => names.map((name, at) => ({ name: `a${at}`, from: { result: name } }))
const document = (steps: readonly Step[], more: Partial<WorkflowDocument> = {}): WorkflowDocument => ({ eddy: 1, name: 'w', steps, ...more })

/** `evaluate` knows only sums of two digits. */
async function optimized(of: WorkflowDocument, passes?: readonly OptimizePass[]) {
  const { document: after, changes } = await optimizeWorkflow(of, { catalog: fakeCatalog, ...(passes ? { passes } : {}), evaluate: (text) => Number(text.at(0)) + Number(text.at(-1)) })
  return { steps: after.steps, changes: changes.map(({ pass, step }) => `${pass} ${step}`), messages: changes.map(({ message }) => message), document: after }
}

describe('waits', () => {
  it('go where a result or another wait says the same', async () => {
    const of = document([expr('a', 'x'), expr('b', 'x', { waitFor: ['a'] }), { name: 'c', kind: 'debug', arguments: taking('b'), waitFor: ['b', 'a', 'b'] }])
    expect(await optimized(of, ['waits'])).toMatchObject({
      changes: ['waits c', 'waits c', 'waits c'],
      messages: ['"c" takes the result of "b", so it need not wait for it besides.', '"c" comes after "b", which comes after "a": it need not wait for that besides.', '"c" takes the result of "b", so it need not wait for it besides.'],
      steps: [{ name: 'a' }, { name: 'b', waitFor: ['a'] }, { name: 'c', kind: 'debug', arguments: taking('b') }],
    })
  })

  it('stay where they say something', async () => {
    const of = document([expr('a', 'x'), { name: 'b', kind: 'debug', waitFor: ['a'] }])
    expect(await optimized(of, ['waits'])).toMatchObject({ changes: [] })
  })

  it('are looked at inside containers too', async () => {
    const of = document([{ name: 'g', kind: 'group', steps: [expr('a', 'x'), { name: 'b', kind: 'debug', arguments: taking('a'), waitFor: ['a'] }] }])
    expect(await optimized(of, ['waits'])).toMatchObject({ changes: ['waits g.b'] })
  })
})

describe('fold', () => {
  it('puts what an expression always comes to in its place, path and all', async () => {
    const of = document([expr('k', '2+2'), { name: 'end', kind: 'debug', arguments: taking('k'), waitFor: ['k'] }])
    expect((await optimized(of)).steps).toEqual([{ name: 'end', kind: 'debug', arguments: [{ name: 'a0', from: { value: 4 } }] }])
  })

  it.each<[string, Partial<WorkflowDocument>, Partial<Step>]>([
    ['that is returned', { return: 'k' }, {}],
    ['that the failure lane asks about', { failure: { steps: [{ name: 'f', kind: 'debug', arguments: taking('k') }] } }, {}],
    ['that has a guard', {}, { guards: [{ when: 'true' }] }],
    ['that is not always the same', {}, { config: { expr: '$now()' } }],
    ['that comes after others', {}, { waitFor: ['first'] }],
  ])('leaves one %s', async (_which, more, fields) => {
    const of = document([{ name: 'first', kind: 'debug' }, expr('k', '2+2', fields), { name: 'end', kind: 'debug', arguments: taking('k', 'first') }], more)
    expect((await optimized(of, ['fold'])).changes).toEqual([])
  })
})

describe('dedupe', () => {
  it('makes one of two that compute the same, and keeps what is returned', async () => {
    const of = document([{ name: 'r', kind: 'debug' }, expr('a', 'a0', { arguments: taking('r'), title: 'One' }), expr('b', 'a0', { arguments: taking('r'), title: 'Two' })], { view: { positions: { a: [0, 0], b: [1, 1] } } })
    const { document: after, changes } = await optimized(of)
    expect(changes).toEqual(['dedupe b'])
    expect(after).toMatchObject({ return: 'a', view: { positions: { a: [0, 0] } } })
    expect(Object.keys(after.view?.positions ?? {})).toEqual(['a'])
  })

  it('leaves steps with effects', async () => {
    const of = document([{ name: 'a', kind: 'http.request', config: { method: 'GET', url: 'http://h/' } }, { name: 'b', kind: 'http.request', config: { method: 'GET', url: 'http://h/' } }])
    expect((await optimized(of)).steps).toHaveLength(2)
  })
})

describe('widen and async', () => {
  it('lets what only computes run as soon as it can', async () => {
    const of = document([{ name: 'r', kind: 'debug' }, expr('a', 'a0', { arguments: taking('r') }), expr('b', 'n', { arguments: taking('r'), waitFor: ['a'], mode: 'sync' }), { name: 'end', kind: 'debug', arguments: taking('a', 'b') }])
    const { steps, changes } = await optimized(of)
    expect(changes).toEqual(['async b', 'widen b', 'waits b'])
    expect(steps[2]).toEqual(expr('b', 'n', { arguments: taking('r') }))
  })

  it('does not where only what is needed runs', async () => {
    const of = document([expr('a', 'x'), expr('b', 'n', { waitFor: ['a'] })], { options: { evaluation: 'lazy' } })
    expect((await optimized(of, ['widen'])).changes).toEqual([])
  })
})

it('leaves a workflow with something that cannot be undone, but for its needless waits', async () => {
  const of = document([expr('k', '2+2'), expr('l', '2+2'), { name: 'end', kind: 'debug', role: 'irreversible', arguments: taking('k'), waitFor: ['k', 'l'] }])
  expect((await optimized(of)).changes).toEqual(['waits end'])
})

it('leaves what makes no sense', async () => {
  const cyclic = document([expr('a', 'x', { waitFor: ['b'] }), expr('b', 'x', { waitFor: ['a', 'a'] })])
  expect((await optimizeWorkflow(cyclic, { catalog: fakeCatalog })).document).toBe(cyclic)
})
