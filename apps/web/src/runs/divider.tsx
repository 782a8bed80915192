import type { KeyboardEvent, PointerEvent } from 'react'
import { useState } from 'react'
import styles from './divider.module.css'

export interface PanelSize {
  readonly size: number
  readonly min: number
  readonly max: number
  readonly set: (size: number) => void
}

/** The size of a panel in pixels, kept in this browser under `key`. */
export function usePanelSize(key: string, { start, min, max }: { readonly start: number; readonly min: number; readonly max: number }): PanelSize {
  const [size, setSize] = useState(() => clamp(Number(localStorage.getItem(key) ?? start) || start, min, max))
  return {
    size,
    min,
    max,
    set(next) {
      const allowed = clamp(Math.round(next), min, max)
      setSize(allowed)
      localStorage.setItem(key, String(allowed))
    },
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

interface DividerProps {
  readonly label: string
  /** `vertical`: a line between left and right; the panel lies after the line either way. */
  readonly orientation: 'vertical' | 'horizontal'
  readonly panel: PanelSize
}

/** The line between two panels: dragged, or moved with the arrow keys. */
export function Divider({ label, orientation, panel }: DividerProps) {
  const vertical = orientation === 'vertical'
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    panel.set(panel.size - (vertical ? event.movementX : event.movementY))
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { [vertical ? 'ArrowLeft' : 'ArrowUp']: 16, [vertical ? 'ArrowRight' : 'ArrowDown']: -16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    panel.set(panel.size + step)
  }
  return (
    <div className={styles.divider} role="separator" tabIndex={0} aria-label={label} aria-orientation={orientation} aria-valuenow={panel.size} aria-valuemin={panel.min} aria-valuemax={panel.max}
      data-orientation={orientation} onPointerDown={onPointerDown} onPointerMove={onPointerMove} onKeyDown={onKeyDown} />
  )
}
