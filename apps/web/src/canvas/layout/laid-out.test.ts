import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { withPlaces } from '../../store/command/move-steps.ts'
import { addNote } from '../../store/command/add-note.ts'
import { InSlices } from '../../store/in-slices.ts'
import { placesOf } from '../../store/document/placement.ts'
import { trip } from '../../store/testing/trip.ts'
import { sceneOf } from '../layer/scene-of.ts'
import type { Scene } from '../layer/scene.ts'
import { applied, laidOut, transfers } from './laid-out.ts'
import { layoutDocument } from './layout-document.ts'

const look = { lanes: true, density: 'comfortable' } as const
const numbers = ({ boxFor: _b, indexOf: _i, linesAt, at, boxes, lines, ...scene }: Scene) => ({ ...scene, at: new Map(at), boxes: boxes.parts, lines: lines.parts, linesAt: scene.ids.map((_, box) => linesAt(box)) })
/** As another thread gives it back. */
const handedOver = (document: WorkflowDocument) => {
  const { positions: _, ...view } = document.view ?? {}
  const laid = laidOut({ document: structuredClone({ ...document, view }), ...look })
  return structuredClone(laid, { transfer: [...transfers(laid)] as ArrayBuffer[] })
}
const documents = [trip, withPlaces(trip, { charge: [640, 640] }), addNote({ id: 'n1', text: 'Look', position: [-300, -300] }).apply(trip).document]

it.each(documents)('gives the document and the drawing that are made of it here', async (document) => {
  sceneOf({ document, ...look })
  const after = await new InSlices(applied({ document, ...look }, handedOver(document))).done
  const plain = withPlaces(document, layoutDocument(document))
  expect(after).toEqual(plain)
  const fresh = structuredClone(plain)
  expect(new Map(placesOf(after))).toEqual(new Map(placesOf(fresh)))
  expect(numbers(sceneOf({ document: after, ...look }))).toEqual(numbers(sceneOf({ document: fresh, ...look })))
})

it('is the very same document when everything stands there already', async () => {
  const there = withPlaces(trip, layoutDocument(trip))
  expect(await new InSlices(applied({ document: there, ...look }, handedOver(there))).done).toBe(there)
})
