/**
 * A stretch of a run from its start, or from where it came to rest, to where it comes to rest again. Each is a Restate workflow of its own, so
 * that nothing of a run at rest stays open, however long it rests.
 */
export interface Part {
  readonly runId: string
  /** Events of the run before this part: its log is taken up from there. */
  readonly base: number
  /** When it was asked for; milliseconds since the epoch. */
  readonly at: number
  /** Of the document that the run began with. */
  readonly hash: string
  /** Goes on by itself: the run was under way, and Restate did not know it. */
  readonly adopted?: boolean
}

/** Restate's key of a part. */
export function partKey(runId: string, base: number): string {
  return base === 0 ? runId : `${runId}~${base}`
}
