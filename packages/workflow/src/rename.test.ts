import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryWorkflow } from './testing/arbitrary-workflow.ts'
import { surroundings } from './testing/fake-catalog.ts'
import { documentGraph } from './graph.ts'
import { renameInput, renameStep, type Renaming } from './rename.ts'
import { validate } from './validate.ts'
import { walkSteps } from './walk-steps.ts'
import type { Step, WorkflowDocument } from './document.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (result: string): Partial<Step> => ({ arguments: [{ name: 'x', from: { result } }] })

function done(renaming: Renaming): WorkflowDocument {
  if (!renaming.ok) throw new Error(renaming.reason)
  return renaming.document
}

it('rewrites everything that names a step', () => {
  const document: WorkflowDocument = {
    eddy: 1,
    name: 'flow',
    steps: [
      step('a', { kind: 'map', steps: [step('a', { arguments: [{ name: 'e', from: { element: 'a' } }] }), step('z', takes('a'))], return: 'a' }),
      { name: 's', kind: 'switch', branches: [{ steps: [step('b', takes('a'))], return: 'b' }] },
      step('c', { ...takes('a'), waitFor: ['a'] }),
    ],
    return: 'a',
    view: { positions: { a: [0, 0], 'a.a': [1, 1], ab: [2, 2] } },
  }
  expect(done(renameStep(document, 'a', 'each'))).toEqual({
    ...document,
    steps: [
      step('each', { kind: 'map', steps: [step('a', { arguments: [{ name: 'e', from: { element: 'each' } }] }), step('z', takes('a'))], return: 'a' }),
      { name: 's', kind: 'switch', branches: [{ steps: [step('b', takes('each'))], return: 'b' }] },
      step('c', { ...takes('each'), waitFor: ['each'] }),
    ],
    return: 'each',
    view: { positions: { each: [0, 0], 'each.a': [1, 1], ab: [2, 2] } },
  })
  expect(done(renameStep(document, 'a.a', 'inner'))).toMatchObject({
    steps: [{ name: 'a', return: 'inner', steps: [{ name: 'inner', arguments: [{ from: { element: 'a' } }] }, { arguments: [{ from: { result: 'inner' } }] }] }, {}, { waitFor: ['a'] }],
    return: 'a',
    view: { positions: { a: [0, 0], 'a.inner': [1, 1] } },
  })
  expect(done(renameStep(document, 's.b', 'only'))).toMatchObject({ steps: [{}, { branches: [{ return: 'only', steps: [{ name: 'only' }] }] }, {}] })
})

it('rewrites what names a handler', () => {
  const document: WorkflowDocument = { eddy: 1, name: 'flow', steps: [step('h2', { undo: 'h', compensate: 'h', check: 'other' })], handlers: [step('h')] }
  expect(done(renameStep(document, 'h', 'revert'))).toEqual({ ...document, steps: [step('h2', { undo: 'revert', compensate: 'revert', check: 'other' })], handlers: [step('revert')] })
})

it('refuses names that are malformed, taken or mistaken', () => {
  const document: WorkflowDocument = { eddy: 1, name: 'flow', inputs: [{ name: 'i' }, { name: 'j' }], steps: [step('a'), { name: 'g', kind: 'group', steps: [step('x'), step('y', takes('a'))] }], handlers: [step('h')] }
  const reasons = [
    renameStep(document, 'nowhere', 'b'),
    renameStep(document, 'a', 'A'),
    renameStep(document, 'a', 'g'),
    renameStep(document, 'a', 'h'),
    renameStep(document, 'a', 'x'),
    renameStep(document, 'g.x', 'a'),
    renameStep(document, 'h', 'none'),
    renameInput(document, 'i', 'j'),
    renameInput(document, 'k', 'l'),
  ].map((renaming) => (renaming.ok ? 'ok' : renaming.reason))
  expect(reasons).not.toContain('ok')
  expect(reasons[5]).toBe('As "a" it would be mistaken for another step of that name by "g.y".')
})

it('keeps the graph the same whatever is renamed', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, fc.nat(), (document, i) => {
      const paths = [...walkSteps(document)].map(({ path }) => path)
      const renamed = done(renameStep(document, paths[i % paths.length] ?? '', 'another'))
      expect(shape(renamed)).toEqual(shape(document))
      expect(validate(renamed, surroundings).map(({ code, path }) => [code, path])).toEqual(validate(document, surroundings).map(({ code, path }) => [code, path]))
      const inputs = done(renameInput(document, 'order', 'basket'))
      expect(validate(inputs, surroundings)).toHaveLength(validate(document, surroundings).length)
    }),
    { numRuns: 100 },
  )
})

/** The graph with every name replaced by the place of its step. */
function shape(document: WorkflowDocument): unknown {
  const pointers = new Map([...walkSteps(document)].map(({ path, pointer }) => [path, pointer]))
  const { scopes, compensations } = documentGraph(document)
  return {
    scopes: scopes.map(({ pointer, path, edges }) => {
      const place = (name: string) => pointers.get(path === '' ? name : `${path}.${name}`)
      return { pointer, edges: edges.map(({ from, to, via, ...edge }) => ({ ...edge, from: place(from), to: place(to), via: via && pointers.get(via) })) }
    }),
    compensations: compensations.map(({ kind, from, to }) => ({ kind, from: pointers.get(from), to: pointers.get(to) })),
    positions: Object.keys(document.view?.positions ?? {}).map((path) => pointers.get(path)),
  }
}
