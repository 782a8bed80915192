import type { Viewport } from '@xyflow/react'
import { paste, pastePreview } from '../store/command/paste.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { type Fragment, fragmentOf, fragmentText, readClipboard } from '../store/document/fragment.ts'
import { card } from '../store/document/measures.ts'
import type { EditorStore } from '../store/editor-store.ts'

const beside: readonly [number, number] = [32, 32]

/** What is selected, as text; nothing when neither a step nor a note is. */
export function copyText(store: EditorStore): string | undefined {
  const { document, selection, announce, notify } = store.getState()
  const fragment = fragmentOf(document, selection)
  if (!fragment) {
    if (selection.size) notify('Only steps and notes can be copied: a handler comes along with its step.')
    return undefined
  }
  announce(`${countOf(fragment)} copied`)
  return fragmentText(fragment)
}

export function cut(store: EditorStore): void {
  const { document, selection, dispatch } = store.getState()
  dispatch(removeSelection(document, selection), new Set())
}

/** Inserts copied text where it is seen, or says what the text is instead. */
export function pasteText(store: EditorStore, text: string, view: { readonly viewport: Viewport; readonly width: number; readonly height: number }): void {
  const read = readClipboard(text)
  if (!read.ok) return store.getState().notify(read.reason)
  insert(store, read.fragment, seen(read.fragment, view) ? beside : toMiddle(read.fragment, view))
}

/** A second copy right beside the first. */
export function duplicate(store: EditorStore): void {
  const { document, selection } = store.getState()
  const fragment = fragmentOf(document, selection)
  if (fragment) insert(store, fragment, beside)
}

function insert(store: EditorStore, fragment: Fragment, offset: readonly [number, number]): void {
  const { document, dispatch, notify } = store.getState()
  const { keys, lost } = pastePreview(document, { fragment, offset })
  dispatch(paste({ fragment, offset }), keys)
  if (lost.length) notify(`Pasted without the references to ${lost.join(', ')}, which ${lost.length === 1 ? 'is' : 'are'} not in this workflow.`)
}

function countOf({ steps, notes = [] }: Fragment): string {
  const words = (count: number, word: string) => (count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : [])
  return [...words(steps.length, 'step'), ...words(notes.length, 'note')].join(' and ')
}

type Seen = Parameters<typeof pasteText>[2]

function corners({ positions, notes = [] }: Fragment): readonly (readonly [number, number])[] {
  return [...Object.values(positions), ...notes.map((note) => note.position)]
}

function seen(fragment: Fragment, { viewport, width, height }: Seen): boolean {
  return corners(fragment).some(([x, y]) => {
    const [left, top] = [x * viewport.zoom + viewport.x, y * viewport.zoom + viewport.y]
    return left >= 0 && top >= 0 && left <= width && top <= height
  })
}

function toMiddle(fragment: Fragment, { viewport, width, height }: Seen): readonly [number, number] {
  const points = corners(fragment)
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const centre = [(width / 2 - viewport.x) / viewport.zoom, (height / 2 - viewport.y) / viewport.zoom] as const
  return points.length ? [centre[0] - (Math.min(...xs) + Math.max(...xs) + card.width) / 2, centre[1] - (Math.min(...ys) + Math.max(...ys) + card.height) / 2] : beside
}
