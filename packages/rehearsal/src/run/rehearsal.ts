import type { RunError, RunEvent, RunStatus } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Deed, Residue } from '../world/world.ts'
import type { Fault } from './fault.ts'

/** How a rehearsal ended: as its run did, or because it would never end. */
export type End =
  | Extract<RunStatus, 'succeeded' | 'rolled_back' | 'rollback_incomplete' | 'cancelled' | 'failed' | 'halted'>
  /** Something has no time limit, and never comes. */
  | 'hangs'
  /** It is tried again without limit. */
  | 'endless'
  /** The input does not fit the workflow. */
  | 'refused'

/** Whether a fault struck where it was told to. */
export type Proof =
  | { readonly reached: true; readonly fault: Fault; /** The exact step, `each[0].charge`. */ readonly step: string; readonly attempt: number; /** The event that shows it; 0 for one that leaves none. */ readonly seq: number }
  | { readonly reached: false; readonly fault: Fault; readonly reason: string }

/** A run that was rehearsed: the real engine and its real log, but no effect. */
export interface Rehearsal {
  readonly label: 'rehearsed'
  readonly runId: string
  readonly end: End
  readonly sentence: string
  readonly value?: Json
  readonly error?: RunError
  /** Paths in the order of undoing. */
  readonly undone: readonly string[]
  /** Undos that failed, and doubts. */
  readonly left: readonly string[]
  /** Effects that would still be in the world; empty for a run that succeeded, whose effects are meant. */
  readonly residue: readonly Residue[]
  readonly deeds: readonly Deed[]
  /** How often the undo of each step was carried out. */
  readonly undoCalls: { readonly [path: string]: number }
  /** How long it would take, waits and backoff included. */
  readonly durationMs: number
  readonly attempts: number
  readonly events: readonly RunEvent[]
  /** One for each fault, in order. */
  readonly proofs: readonly Proof[]
  /** What nobody has given, and was made up: `input.customer`, `charge.body.id`. */
  readonly assumed: readonly string[]
  /** Steps whose effect or computation was replaced, as they are drawn. */
  readonly replaced: readonly string[]
}
