import { useEffect } from 'react'
import type { ChildLanes } from './child-lanes.ts'
import { goToChildChange } from './go-to-child-change.ts'
import { goToEvent } from './go-to-event.ts'
import { changeSeq, failureSeq, firstUndoSeq } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'
import type { StepNames } from './step-names.ts'
import { densities, type Density } from './timeline-density.ts'

export interface RunKeys {
  readonly store: RunStore
  readonly playhead: Playhead
  readonly names: StepNames
  readonly selected: string | undefined
  /** The child runs that are shown. */
  readonly lanes: Pick<ChildLanes, 'runOf' | 'shown' | 'lead'>
  readonly onSelect: (path: string) => void
  readonly onDensity: (density: Density) => void
}

type Action = (keys: RunKeys) => void

/** Something that a key does, and a line of the palette. */
export interface RunMove {
  readonly key: string
  readonly does: string
  readonly act: Action
}

/** What moves the playhead. */
export const runMoves: readonly RunMove[] = [
  { key: 'J', does: 'Next event', act: (keys) => goToEvent(keys, 1) },
  { key: 'K', does: 'Previous event', act: (keys) => goToEvent(keys, -1) },
  { key: ']', does: 'Next change of the selected step', act: (keys) => goToChange(keys, 1) },
  { key: '[', does: 'Previous change of the selected step', act: (keys) => goToChange(keys, -1) },
  { key: 'Shift+J', does: 'Jump to the failure', act: goToFailure },
  { key: 'Shift+U', does: 'Jump to the first undo', act: goToFirstUndo },
  { key: 'L', does: 'Back to the present', act: ({ playhead }) => playhead.follow() },
]

/** The keys of a run, for whoever lists them. */
export const runKeys: readonly Pick<RunMove, 'key' | 'does'>[] = [
  ...runMoves,
  { key: 'X (held)', does: 'Shows what a cancel would do' },
  { key: '1 2 3', does: 'Density of the timeline' },
]

/** J and K step through the events, forwards and backwards, also those of the runs that steps have started; the other keys jump. */
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

const byKey: ReadonlyMap<string, Action> = new Map([
  ...runMoves.map(({ key, act }) => [key.toLowerCase(), act] as const),
  ...densities.map(({ id }, index) => [String(index + 1), ({ onDensity }: RunKeys) => onDensity(id)] as const),
])

function actionOf({ key, shiftKey }: KeyboardEvent): Action | undefined {
  return byKey.get(`${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`)
}

export function goToChange({ store, playhead, selected, lanes }: Pick<RunKeys, 'store' | 'playhead' | 'selected' | 'lanes'>, by: 1 | -1): void {
  const child = selected?.includes('#') ? lanes.runOf(selected) : undefined
  if (child && selected !== undefined) return goToChildChange({ store, playhead, child: child.store, path: selected }, by)
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
