import { freeName } from './free-name.ts'
import type { View } from '../document.ts'

/** Pixels: a node's width and the room to its right. */
const STRIDE = 320

/**
 * One view of both: the incoming one to the right of the base's, tops aligned. Positions and notes that the base has already are its own.
 * Steps inside a container are placed relative to it and keep their positions.
 */
export function placeBeside(base: View | undefined, incoming: View | undefined): View | undefined {
  if (!incoming) return base
  const known = base?.positions ?? {}
  const fresh = Object.entries(incoming.positions ?? {}).filter(([path]) => known[path] === undefined)
  const ours = base?.notes ?? []
  const texts = new Set(ours.map(noteText))
  const notes = (incoming.notes ?? []).filter((note) => !texts.has(noteText(note)))
  if (fresh.length === 0 && notes.length === 0) return base
  const [x, y] = shift(pointsOf(base), pointsOf({ positions: Object.fromEntries(fresh), notes }))
  const moved = ([left, top]: Point): Point => [left + x, top + y]
  const positions = Object.fromEntries(fresh.map(([path, point]) => [path, isTop(path) ? moved(point) : point]))
  const taken = new Set(ours.map(({ id }) => id))
  const placed = notes.map((note) => {
    const id = freeName(note.id, taken)
    taken.add(id)
    return { ...note, id, position: moved(note.position) }
  })
  return { ...base, positions: { ...known, ...positions }, ...(ours.length + placed.length > 0 && { notes: [...ours, ...placed] }) }
}

type Point = readonly [number, number]

function isTop(path: string): boolean {
  return !path.includes('.')
}

function noteText({ text, position }: { readonly text: string; readonly position: Point }): string {
  return `${position.join()} ${text}`
}

function pointsOf(view: View | undefined): Point[] {
  const positions = Object.entries(view?.positions ?? {}).filter(([path]) => isTop(path))
  return [...positions.map(([, point]) => point), ...(view?.notes ?? []).map(({ position }) => position)]
}

function shift(base: readonly Point[], incoming: readonly Point[]): Point {
  if (base.length === 0 || incoming.length === 0) return [0, 0]
  // not Math.max(...all): a document may have more steps than a call may have arguments
  const edge = (points: readonly Point[], axis: 0 | 1, least: boolean) => points.reduce((found, point) => (least === point[axis] < found ? point[axis] : found), points[0]?.[axis] ?? 0)
  return [edge(base, 0, false) + STRIDE - edge(incoming, 0, true), edge(base, 1, true) - edge(incoming, 1, true)]
}
