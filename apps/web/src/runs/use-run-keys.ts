import { useEffect } from 'react'
import { changeSeq, failureSeq, firstUndoSeq } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'
import { densities, type Density } from './timeline-density.ts'

export interface RunKeys {
  readonly store: RunStore
  readonly playhead: Playhead
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
  readonly onDensity: (density: Density) => void
}

/** The keys of a run, for the page and for whoever lists them. */
export const runKeys: readonly { readonly key: string; readonly does: string }[] = [
  { key: 'J', does: 'Next event' },
  { key: 'K', does: 'Previous event' },
  { key: ']', does: 'Next change of the selected step' },
  { key: '[', does: 'Previous change of the selected step' },
  { key: 'Shift+J', does: 'Jump to the failure' },
  { key: 'Shift+U', does: 'Jump to the first undo' },
  { key: 'L', does: 'Back to the present' },
  { key: 'X (held)', does: 'Shows what a cancel would do' },
  { key: '1 2 3', does: 'Density of the timeline' },
]

/** J and K step through the events, forwards and backwards; the other keys jump. */
export function useRunKeys(keys: RunKeys): void {
  // keys belong to the page as a whole, whatever has the focus
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const act = actionOf(event)
      if (!act) return
      event.preventDefault()
      act(keys)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [keys])
}

type Action = (keys: RunKeys) => void

const plain: { readonly [key: string]: Action } = {
  j: ({ playhead }) => playhead.go(playhead.seq() + 1),
  k: ({ playhead }) => playhead.go(playhead.seq() - 1),
  ']': (keys) => goToChange(keys, 1),
  '[': (keys) => goToChange(keys, -1),
  l: ({ playhead }) => playhead.follow(),
  ...Object.fromEntries(densities.map(({ id }, index) => [String(index + 1), ({ onDensity }: RunKeys) => onDensity(id)])),
}

const shifted: { readonly [key: string]: Action } = { j: goToFailure, u: goToFirstUndo }

function actionOf({ key, shiftKey }: KeyboardEvent): Action | undefined {
  return shiftKey ? shifted[key.toLowerCase()] : plain[key.toLowerCase()]
}

function goToChange({ store, playhead, selected }: RunKeys, by: 1 | -1): void {
  const seq = selected === undefined ? undefined : changeSeq(store.events(), selected, { from: playhead.seq(), by })
  if (seq !== undefined) playhead.go(seq)
}

export function goToFailure({ store, playhead, onSelect }: Pick<RunKeys, 'store' | 'playhead' | 'onSelect'>): void {
  const step = store.run().error?.step
  const seq = failureSeq(store.events(), step)
  if (seq !== undefined) playhead.go(seq)
  if (step !== undefined) onSelect(step)
}

export function goToFirstUndo({ store, playhead }: Pick<RunKeys, 'store' | 'playhead'>): void {
  const seq = firstUndoSeq(store.events())
  if (seq !== undefined) playhead.go(seq)
}

/** In a field or a dialog, letters mean themselves. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
}
