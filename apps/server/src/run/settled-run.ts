import { setTimeout as sleep } from 'node:timers/promises'
import type { RunHandle, RunResult } from '@eddy/engine'
import { atRest } from './at-rest.ts'

/** How often a run that another server has in hand is looked at. */
const LOOK_MS = 500

export interface SettledRun {
  /** The run in memory; undefined while another server has it in hand. */
  readonly hold: () => Promise<{ readonly handle: RunHandle } | undefined>
  readonly isClosed: () => boolean
}

/** How a run has come to rest, whichever server has it in hand until then. */
export async function settledRun({ hold, isClosed }: SettledRun): Promise<RunResult> {
  while (!isClosed()) {
    const held = await hold()
    if (held && atRest(held.handle)) return held.handle.settled()
    // one that is lost to another server never settles here
    await Promise.race([sleep(LOOK_MS, undefined, { ref: false }), ...(held ? [held.handle.settled().catch(() => undefined)] : [])])
  }
  // whoever asks is stopped where it stands, as all runs are
  return new Promise(() => undefined)
}
