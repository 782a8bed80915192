import type { StepStatus } from '@eddy/engine'
import { use, useMemo, useSyncExternalStore } from 'react'
import { wordOf } from '../../ui/step-state.ts'
import type { Overlay } from '../overlay.ts'
import { OverlayContext } from '../overlay-context.ts'
import { byUrgency } from './worst-of.ts'

export interface InsideState {
  /** What needs looking at most. */
  readonly worst: StepStatus
  /** `1 failed · 3 ok` */
  readonly words: string
}

const never = () => () => {}
const nothing = () => ''

/** How the steps within a closed container stand together; nothing while editing, and before any of them was reached. */
export function useInsideState(paths: readonly string[]): InsideState | undefined {
  const overlay = use(OverlayContext)
  // a text, so that the card renders only when a count changes
  const counts = useSyncExternalStore(overlay?.subscribe ?? never, overlay ? () => countsOf(overlay, paths) : nothing)
  return useMemo(() => (counts === '' ? undefined : insideState(counts)), [counts])
}

function countsOf(overlay: Overlay, paths: readonly string[]): string {
  const counts = new Map<StepStatus, number>()
  for (const path of paths) {
    const status = overlay.get(path)?.status
    if (status !== undefined && status !== 'idle') counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return byUrgency.flatMap((status) => (counts.has(status) ? [`${status}:${counts.get(status) ?? 0}`] : [])).join()
}

function insideState(counts: string): InsideState | undefined {
  const parts = counts.split(',').flatMap((part) => {
    const [name, count] = part.split(':')
    const status = byUrgency.find((each) => each === name)
    return status ? [{ status, count: Number(count) }] : []
  })
  const [first] = parts
  return first && { worst: first.status, words: parts.map(({ status, count }) => `${count} ${status === 'succeeded' ? 'ok' : wordOf(status).toLowerCase()}`).join(' · ') }
}
