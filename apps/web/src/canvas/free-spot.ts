import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../store/document/locate.ts'
import { noteSize, notesOf } from '../store/document/notes.ts'
import { placesOf } from '../store/document/placement.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The place for a note that is nearest below or above a point, without a card in the way. */
export function freeSpot(document: WorkflowDocument, { x, y }: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  const left = x - noteSize.width / 2
  const top = y - noteSize.height / 2
  const taken = boxesOf(document).filter((box) => box.x < left + noteSize.width && box.x + box.width > left)
  for (let away = 0; away < 1600; away += 32) {
    for (const at of [top + away, top - away]) if (!taken.some((box) => box.y < at + noteSize.height && box.y + box.height > at)) return { x: left, y: at }
  }
  return { x: left, y: top }
}

function boxesOf(document: WorkflowDocument): readonly Box[] {
  const places = placesOf(document)
  const cards = [...stepIndex(document).keys()].flatMap((path): Box[] => {
    const [at, size] = [absolutePlace(document, path), places.get(path)]
    return at && size ? [{ ...at, width: size.width, height: size.height }] : []
  })
  return [...cards, ...notesOf(document).map(({ position: [x, y], size }) => ({ x, y, width: size?.[0] ?? noteSize.width, height: size?.[1] ?? noteSize.height }))]
}
