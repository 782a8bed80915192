import { expect, it } from 'vitest'
import { result, workflow } from '../index.ts'

const debug = { kind: 'debug' }

it('keeps the compiler going over a long chain', () => {
  const chain = workflow('chain')
    .step('a0', debug).step('a1', debug).step('a2', debug).step('a3', debug).step('a4', debug).step('a5', debug).step('a6', debug).step('a7', debug)
    .step('b0', debug).step('b1', debug).step('b2', debug).step('b3', debug).step('b4', debug).step('b5', debug).step('b6', debug).step('b7', debug)
    .step('c0', debug).step('c1', debug).step('c2', debug).step('c3', debug).step('c4', debug).step('c5', debug).step('c6', debug).step('c7', debug)
    .step('d0', debug).step('d1', debug).step('d2', debug).step('d3', debug).step('d4', debug).step('d5', debug).step('d6', debug).step('d7', debug)
    .step('e0', debug).step('e1', debug).step('e2', debug).step('e3', debug).step('e4', debug).step('e5', debug).step('e6', debug).step('e7', debug)
    .step('f0', debug).step('f1', debug).step('f2', debug).step('f3', debug).step('f4', debug).step('f5', debug).step('f6', debug).step('f7', debug)
    .step('g0', debug).step('g1', debug).step('g2', debug).step('g3', debug).step('g4', debug).step('g5', debug).step('g6', debug).step('g7', debug)
    .step('last', { kind: 'debug', arguments: { first: result('a0'), before: result('g7') } })
  expect(chain.steps).toHaveLength(57)
})
