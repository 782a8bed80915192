import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import '../../styles/index.css'
import { moveSteps } from '../../store/command/move-steps.ts'
import type { Drawn } from './batches.ts'
import { Looks } from './looks.ts'
import { readPalette } from './palette.ts'
import { sceneOf } from './scene-of.ts'
import { Sketch } from './sketch.ts'

const view = { x: 20, y: 20, zoom: 0.3, width: 600, height: 400, ratio: 1 }
const first: WorkflowDocument = {
  eddy: 1,
  name: 'sketched',
  steps: ['a', 'b', 'c'].map((name, at) => ({ name, kind: 'debug', ...(at ? { waitFor: ['a'] } : {}) })),
  view: { positions: { a: [0, 0], b: [352, 0], c: [352, 224] } },
}
const moved = moveSteps({ b: [704, 448] }).apply(first).document

const layered: Drawn = { layered: true, boxes: new Set(), lines: new Set() }
const elements: Drawn = { ...layered, layered: false, boxes: new Set(['a', 'b', 'c']) }

function sketching() {
  const canvas = document.createElement('canvas')
  canvas.width = view.width
  canvas.height = view.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('there is no canvas')
  const sketch = new Sketch()
  sketch.setPalette(readPalette(document.body))
  return (drawing: WorkflowDocument, drawn: Drawn) => {
    const looks = new Looks({ document: drawing, scene: sceneOf({ document: drawing, lanes: true, density: 'comfortable' }), catalog, problemsOf: new Map(), overlay: undefined })
    sketch.set({ looks, drawn, held: undefined, selected: new Set() })
    while (!sketch.draw(context, view, performance.now() + 1000));
    return context.getImageData(0, 0, view.width, view.height).data
  }
}

/** How many values of two pictures are others; where a part is drawn again its edges may be a shade off. */
function differences(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  return one.reduce((count, value, at) => (Math.abs(value - (other[at] ?? 0)) > 8 ? count + 1 : count), 0)
}

it('shows on its tiles what was edited while cards were elements', () => {
  const draw = sketching()
  const before = draw(first, layered)
  draw(moved, elements)
  const after = draw(moved, layered)
  expect(differences(after, before)).toBeGreaterThan(0)
  expect(differences(after, sketching()(moved, layered))).toBe(0)
  // there and back again leaves nothing of the way
  draw(first, elements)
  draw(moved, elements)
  draw(first, elements)
  expect(differences(draw(first, layered), before)).toBe(0)
})
