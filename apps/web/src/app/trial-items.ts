import type { CanvasMenuItem } from '../canvas/canvas-menu.tsx'
import type { PartRun } from './use-part-run.ts'

export interface TrialItems {
  readonly part: PartRun
  readonly togglePin: (path: string) => void
}

/** What the menu of a step offers for trying it out. */
export function trialItems({ part, togglePin }: TrialItems, path: string): readonly CanvasMenuItem[] {
  return [
    { label: 'Run to here …', hint: 'T', act: () => void part.ask('to', { target: path }) },
    { label: 'Run this step only …', hint: 'Shift+T', act: () => void part.ask('only', { target: path }) },
    { label: 'Pin or unpin the last result', hint: 'P', act: () => togglePin(path) },
  ]
}
