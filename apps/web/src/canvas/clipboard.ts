import type { WorkflowDocument } from '@eddy/workflow'
import type { Viewport } from '@xyflow/react'
import { type Paste, paste, pastePreview } from '../store/command/paste.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { type Fragment, fragmentOf, fragmentText, readClipboard } from '../store/document/fragment.ts'
import { locate } from '../store/document/locate.ts'
import { card } from '../store/document/measures.ts'
import { notesOf } from '../store/document/notes.ts'
import { positionsOf, snap } from '../store/document/positions.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { groundOf } from './drop-target.ts'

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

/** The browser's own clipboard, for commands: it may ask the person, and may be refused. */
export async function copyAsCommand(store: EditorStore, then?: () => void): Promise<void> {
  const text = copyText(store)
  if (text === undefined) return
  try {
    await window.navigator.clipboard.writeText(text)
    then?.()
  } catch {
    store.getState().notify('The browser did not let Eddy write to the clipboard. Ctrl+C works.')
  }
}

export async function pasteAsCommand(store: EditorStore, view: Seen): Promise<void> {
  try {
    pasteText(store, await window.navigator.clipboard.readText(), view)
  } catch {
    store.getState().notify('The browser did not let Eddy read the clipboard. Ctrl+V works.')
  }
}

/** Inserts copied text where it is seen, or says what the text is instead. */
export function pasteText(store: EditorStore, text: string, view: Seen): void {
  const read = readClipboard(text)
  if (!read.ok) return store.getState().notify(read.reason)
  const { document, scope } = store.getState()
  // places in a container count from its corner
  const corner = (scope === undefined ? undefined : absolutePlace(document, scope)) ?? { x: 0, y: 0 }
  const { x, y, zoom } = view.viewport
  const inside = { ...view, viewport: { x: x + corner.x * zoom, y: y + corner.y * zoom, zoom } }
  const offset = seen(read.fragment, inside) ? beside : toMiddle(read.fragment, inside)
  insert(store, { fragment: read.fragment, offset: clear(document, read.fragment, offset), scope: groundOf(document, scope, corner).scope })
}

/** A second copy right beside the first, in the same container. */
export function duplicate(store: EditorStore): void {
  const { document, selection } = store.getState()
  const fragment = fragmentOf(document, selection)
  const first = [...selection].flatMap((path) => locate(document, path) ?? []).find(({ scope }) => scope.kind !== 'handlers')
  if (fragment) insert(store, { fragment, offset: beside, ...(first?.scope.kind === 'container' ? { scope: first.scope } : {}) })
}

function insert(store: EditorStore, request: Paste): void {
  const { document, dispatch, notify } = store.getState()
  const { keys, lost, inputs } = pastePreview(document, request)
  dispatch(paste(request), keys)
  const told = [
    ...(inputs.length ? [`The workflow has ${inputs.length === 1 ? 'a new input' : 'new inputs'} by it: ${inputs.join(', ')}.`] : []),
    ...(lost.length ? [`Pasted without the references to ${lost.join(', ')}, which ${lost.length === 1 ? 'is' : 'are'} not in this workflow.`] : []),
  ]
  if (told.length) notify(told.join(' '))
}

function countOf({ steps, notes = [] }: Fragment): string {
  const words = (count: number, word: string) => (count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : [])
  return [...words(steps.length, 'step'), ...words(notes.length, 'note')].join(' and ')
}

interface Seen {
  readonly viewport: Viewport
  readonly width: number
  readonly height: number
}

function corners({ positions, notes = [] }: Fragment): readonly (readonly [number, number])[] {
  return [...Object.values(positions), ...notes.map((note) => note.position)]
}

function seen(fragment: Fragment, { viewport, width, height }: Seen): boolean {
  return corners(fragment).some(([x, y]) => {
    const [left, top] = [x * viewport.zoom + viewport.x, y * viewport.zoom + viewport.y]
    return left >= 0 && top >= 0 && left <= width && top <= height
  })
}

/** Further on, until no copy lies on another one that was pasted before it. */
function clear(document: WorkflowDocument, fragment: Fragment, [x, y]: readonly [number, number]): readonly [number, number] {
  const taken = new Set([...Object.values(positionsOf(document)), ...notesOf(document).map((note) => note.position)].map(String))
  for (let times = 0; ; times++) {
    const offset = [x + times * beside[0], y + times * beside[1]] as const
    if (!corners(fragment).some(([left, top]) => taken.has(String([snap(left + offset[0]), snap(top + offset[1])])))) return offset
  }
}

function toMiddle(fragment: Fragment, { viewport, width, height }: Seen): readonly [number, number] {
  const points = corners(fragment)
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const centre = [(width / 2 - viewport.x) / viewport.zoom, (height / 2 - viewport.y) / viewport.zoom] as const
  return points.length ? [centre[0] - (Math.min(...xs) + Math.max(...xs) + card.width) / 2, centre[1] - (Math.min(...ys) + Math.max(...ys) + card.height) / 2] : beside
}
