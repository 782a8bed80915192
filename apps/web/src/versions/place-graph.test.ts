import { expect, it } from 'vitest'
import { edgeWords, placeGraph } from './place-graph.ts'

const node = (name: string, layer: number) => ({ name, layer, workflowId: name, title: null, live: null })
const edge = (from: string, to: string) => ({ from, to, reference: `${to}@2`, versions: [null, 1], environments: ['live'] })

it('puts composers above what they compose, and no two in one place', () => {
  const { nodes, edges, width, height } = placeGraph({ nodes: [node('a', -1), node('b', -1), node('me', 0), node('c', 1)], edges: [edge('a', 'me'), edge('b', 'me'), edge('me', 'c')] })
  expect(nodes.map(({ name, x, y }) => [name, x, y])).toEqual([['a', 0, 0], ['b', 166, 0], ['me', 83, 84], ['c', 83, 168]])
  expect(edges).toHaveLength(3)
  expect([width, height]).toEqual([316, 212])
  expect(edges[0] && edgeWords(edges[0])).toBe('draft, v1 → @2 (live)')
})
