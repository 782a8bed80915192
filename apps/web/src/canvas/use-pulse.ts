import { use, useEffect, useSyncExternalStore } from 'react'
import { maxPulses } from './overlay.ts'
import { OverlayContext } from './overlay-context.ts'

/** The lines of the page on which something moves, the first ones first. */
const moving = new Set<string>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function isFirst(line: string): boolean {
  let before = 0
  for (const other of moving) {
    if (other === line) return true
    before += 1
    // looked at no further than there can be pulses: each line asks whenever one begins or ends
    if (before === maxPulses) return false
  }
  return false
}

/** Whether a line on which something moves shows it by a pulse: so many do at once, the others are drawn thicker. */
export function usePulse(line: string, moves: boolean): boolean {
  const allowed = use(OverlayContext)?.pulses === true
  // how many there are is known to all lines of the page together
  useEffect(() => {
    if (!moves) return
    moving.add(line)
    tell()
    return () => {
      moving.delete(line)
      tell()
    }
  }, [line, moves])
  return useSyncExternalStore(subscribe, () => moves && isFirst(line)) && allowed
}
