import type { Inside } from './inside.ts'

/** `4 steps · 3 undoable` */
export function insideWords({ paths, undoable }: Inside): string {
  const steps = paths.length === 0 ? 'empty' : paths.length === 1 ? '1 step' : `${paths.length} steps`
  return undoable ? `${steps} · ${undoable} undoable` : steps
}
