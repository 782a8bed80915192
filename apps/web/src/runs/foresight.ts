import type { CancelPreview, StepView } from '@eddy/engine'
import type { CardNote } from '../store/card-note.ts'
import { durationWords } from '../ui/time-words.ts'

/** What a cancel would do now, with how long it may take. */
export interface Foresight {
  readonly preview: CancelPreview
  /** Milliseconds; undefined when nothing is known of how long its steps take. */
  readonly about: number | undefined
}

/** An undo is taken to last as long as its step did; those that begin together take as long as the longest. */
export function foresee(preview: CancelPreview, step: (path: string) => StepView | undefined): Foresight {
  const byOrder = new Map<number, number>()
  for (const { path, order } of preview.undone) {
    const last = step(path)?.attempts.at(-1)
    const took = last?.endedAt === undefined ? 0 : last.endedAt - last.startedAt
    byOrder.set(order, Math.max(byOrder.get(order) ?? 0, took))
  }
  const about = [...byOrder.values()].reduce((sum, took) => sum + took, 0)
  return { preview, about: about > 0 ? about : undefined }
}

/** `3 undone, 1 cannot be undone, 1 unknown, about 40 s`. */
export function foresightSentence({ preview, about }: Foresight): string {
  const { undone, kept, unknown } = preview
  if (undone.length + kept.length + unknown.length === 0) return 'Nothing has been done yet, so there is nothing to undo.'
  const parts = [`${undone.length} undone`, kept.length > 0 ? `${kept.length} cannot be undone` : '', unknown.length > 0 ? `${unknown.length} unknown` : '', about === undefined ? '' : `about ${durationWords(about)}`]
  return parts.filter(Boolean).join(', ')
}

/** What stands at the cards: a number in the order of undoing, a lock, a question mark. A card may stand for many elements. */
export function foresightNotes({ undone, kept, unknown }: CancelPreview): ReadonlyMap<string, CardNote> {
  const orders = new Map<string, number[]>()
  for (const { path, order } of undone) orders.set(drawnAs(path), [...(orders.get(drawnAs(path)) ?? []), order])
  const notes = new Map<string, CardNote>()
  for (const [path, all] of orders) {
    const [first, last] = [Math.min(...all), Math.max(...all)]
    notes.set(path, { kind: 'undo', text: first === last ? String(first) : `${first}–${last}`, label: `would be undone as number ${first === last ? first : `${first} to ${last}`}` })
  }
  for (const path of kept) notes.set(drawnAs(path), { kind: 'lock', text: '', label: 'could not be undone' })
  for (const path of unknown) notes.set(drawnAs(path), { kind: 'doubt', text: '?', label: 'is in flight: it may have taken effect' })
  return notes
}

function drawnAs(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '')
}

/** How the world differs from what was shown before; empty when it does not. */
export function movedOn(before: CancelPreview, now: CancelPreview, titleOf: (path: string) => string): readonly string[] {
  const paths = (preview: CancelPreview) => new Set(preview.undone.map(({ path }) => path))
  const [was, is] = [paths(before), paths(now)]
  const more = [...is].filter((path) => !was.has(path))
  const fewer = [...was].filter((path) => !is.has(path))
  const landed = before.unknown.filter((path) => !now.unknown.includes(path) && !is.has(path))
  return [
    ...more.map((path) => `${titleOf(path)} has succeeded meanwhile, and would be undone too.`),
    ...fewer.map((path) => `${titleOf(path)} would no longer be undone.`),
    ...now.kept.filter((path) => !before.kept.includes(path)).map((path) => `${titleOf(path)} has succeeded meanwhile, and cannot be undone.`),
    ...landed.filter((path) => !now.kept.includes(path)).map((path) => `${titleOf(path)} is no longer in flight.`),
  ]
}
