import { catalog } from '@eddy/steps/contract'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../store/document/locate.ts'
import { trip } from '../store/testing/trip.ts'
import { knownArguments, type Scene } from './known-data.ts'
import { reachableFrom, treeRows } from './reachable.ts'

function scene(document: WorkflowDocument, samples: ReadonlyMap<string, Json> = new Map()): Scene {
  return { document, catalog, samples, ask: (expr) => ({ kind: 'value', value: `<${expr}>` }), results: new Map() }
}

function at(document: WorkflowDocument, path: string) {
  const found = locate(document, path)
  if (!found) throw new Error(path)
  return found
}

it('reaches inputs, elements around and earlier results, and nothing that would be a cycle', () => {
  const reachable = (path: string) => reachableFrom(scene(trip), at(trip, path)).map(({ from }) => from)
  expect(reachable('extras.note')).toEqual([{ element: 'extras' }, { result: 'book' }, { result: 'reserve_flight' }, { result: 'reserve_hotel' }, { input: 'customer' }, { value: null }, { secret: '' }])
  expect(reachable('reserve_flight')).toEqual([{ input: 'customer' }, { value: null }, { secret: '' }])
  expect(reachable('cancel_flight').slice(0, 4)).toEqual([{ origin: 'value' }, { origin: 'arguments' }, { origin: 'error' }, { origin: 'context' }])
})

it('finds parts of results in a search, with their path', () => {
  const rows = treeRows(reachableFrom(scene(trip), at(trip, 'charge')), { open: new Set(), query: 'reserve flight status' })
  expect(rows.map(({ item }) => [item.from, item.path])).toEqual([
    [{ result: 'reserve_flight' }, []],
    [{ result: 'reserve_flight' }, ['status']],
  ])
})

it('guesses the arguments of a step from contracts, paths and transforms', () => {
  const document: WorkflowDocument = {
    eddy: 1,
    name: 'guess',
    inputs: [{ name: 'who', schema: { type: 'string', examples: ['Ada'] } }],
    steps: [
      { name: 'call', kind: 'http.request', config: { url: 'http://x' } },
      { name: 'each', kind: 'map', arguments: [{ name: 'source', from: { value: [{ a: 1 }] } }], steps: [{ name: 'inner', kind: 'debug', arguments: [{ name: 'a', from: { element: 'each' }, path: ['a'] }] }] },
      {
        name: 'last',
        kind: 'collect',
        arguments: [
          { name: 'who', from: { input: 'who' } },
          { name: 'status', from: { result: 'call' }, path: ['status'] },
          { name: 'double', from: { value: 2 }, transform: '$ * 2' },
        ],
      },
    ],
  }
  expect(knownArguments(scene(document), at(document, 'last')).sample).toEqual({ who: 'Ada', status: 200, double: '<$ * 2>' })
  expect(knownArguments(scene(document), at(document, 'each.inner')).sample).toEqual({ a: 1 })
  expect(knownArguments(scene(document, new Map([['last', { who: 'Bob' }]])), at(document, 'last')).sample).toEqual({ who: 'Bob' })
})

it('ends for many steps that all use one another: each is looked at once', () => {
  const steps = Array.from({ length: 40 }, (_, index) => ({
    name: `s${index}`,
    kind: 'debug',
    arguments: Array.from({ length: Math.min(index, 4) }, (__, back) => ({ name: `a${back}`, from: { result: `s${index - back - 1}` } })),
  }))
  const document: WorkflowDocument = { eddy: 1, name: 'many', steps }
  expect(Object.keys(knownArguments(scene(document), at(document, 's39')).sample as object)).toHaveLength(4)
})

it('survives a cycle', () => {
  const document: WorkflowDocument = { eddy: 1, name: 'round', steps: ['a', 'b'].map((name, index) => ({ name, kind: 'debug', arguments: [{ name: 'x', from: { result: index === 0 ? 'b' : 'a' } }] })) }
  expect(knownArguments(scene(document), at(document, 'a')).schema).toBeDefined()
})
