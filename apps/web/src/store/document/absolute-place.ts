import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from './locate.ts'
import { placesOf } from './placement.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** Where on the canvas a card stands. */
export function absolutePlace(document: WorkflowDocument, path: string): Point | undefined {
  const place = placesOf(document).get(path)
  if (!place) return undefined
  const parent = stepIndex(document).get(path)?.parent
  const outer = parent === undefined ? { x: 0, y: 0 } : absolutePlace(document, parent)
  return outer && { x: outer.x + place.x, y: outer.y + place.y }
}
