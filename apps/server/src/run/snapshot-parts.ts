import { setImmediate as turn } from 'node:timers/promises'
import { snapshotPieces, type RunState } from '@eddy/engine'

/** Milliseconds after which others have a turn. */
const TURN_MS = 8
/** Characters, in one row of the database. */
const PART = 256 * 1024
/** Characters. It is read back in one go, while all other runs of the process wait. */
const MOST = 32 * 1024 * 1024

/**
 * The snapshot of a state that is held still meanwhile, in parts as they are stored. Undefined where there is none, where it would be too long to be read, or where
 * something has happened to the run all the same. Makes a turn of the event loop every few milliseconds.
 */
export async function snapshotParts(state: RunState): Promise<readonly string[] | undefined> {
  const { seq } = state
  const pieces = snapshotPieces(state)
  const parts: string[] = []
  let part = ''
  let length = 0
  let until = performance.now() + TURN_MS
  for (;;) {
    const piece = pieces.next()
    if (piece.done) return piece.value ? [...parts, part] : undefined
    part += piece.value
    length += piece.value.length
    if (part.length >= PART) {
      parts.push(part)
      part = ''
    }
    if (length > MOST) return undefined
    if (performance.now() < until) continue
    await turn()
    if (state.seq !== seq) return undefined
    until = performance.now() + TURN_MS
  }
}
