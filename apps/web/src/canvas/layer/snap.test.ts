import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { sceneOf } from './scene-of.ts'
import { snap } from './snap.ts'

const document: WorkflowDocument = {
  eddy: 1, name: 'lines',
  steps: [{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug', waitFor: ['a'] }, { name: 'c', kind: 'debug' }],
  view: { positions: { a: [5, 3], b: [352, 203], c: [704, 400] } },
}
const scene = sceneOf({ document, lanes: true, density: 'comfortable' })
const c = scene.indexOf('c') ?? -1
const at = (left: number, top: number) => ({ left, top, right: left + 256, bottom: top + 64 })

it('takes a card into the row and into the column of the middle of another one', () => {
  // the grid has it at 0, the other card stands at 3
  expect(snap(scene, c, at(704, 0))).toEqual({ by: { x: 0, y: 3 }, guides: [{ axis: 'y', at: 35, from: 133, to: 832 }] })
  expect(snap(scene, c, at(0, 512))).toEqual({ by: { x: 5, y: 0 }, guides: [{ axis: 'x', at: 133, from: 35, to: 544 }] })
})

it('takes a card onto the bend of a line', () => {
  // the line from a to b turns half way between 261 and 352
  expect(snap(scene, c, at(176, 96)).by).toEqual({ x: 3, y: 0 })
})

it('leaves a card on the grid where nothing is in line', () => {
  expect(snap(scene, c, at(1600, 912))).toEqual({ by: { x: 0, y: 0 }, guides: [] })
})

it('is not led by its own lines', () => {
  const b = scene.indexOf('b') ?? -1
  expect(snap(scene, b, at(176, 512))).toEqual({ by: { x: 0, y: 0 }, guides: [] })
})
