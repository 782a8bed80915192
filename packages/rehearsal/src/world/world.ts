import { repeatsEffect, type Step } from '@eddy/workflow'
import type { Stage } from '../stage/set-stage.ts'

/** Why an effect is still there. */
export type ResidueReason =
  /** On purpose: its step is irreversible, or stands behind the point of no return. */
  | 'irreversible'
  | 'no_undo'
  | 'undo_failed'
  /** Its undo ran, and takes nothing of it back. */
  | 'empty_undo'
  /** The attempt that made it is not known to have succeeded, so nothing undid it. */
  | 'half_done'
  /** Nobody knows whether it happened. */
  | 'in_doubt'
  /** The run stands still, or was not rolled back. */
  | 'standing'

export interface Residue {
  readonly step: string
  /** In the words of the kind. */
  readonly effect: string
  readonly why: ResidueReason
}

/** One effect in the model of the world: what one key of one step has made. */
export interface Deed {
  readonly path: string
  readonly key: string
  readonly effects: readonly string[]
  /** How often it was carried out; more than once matters where the kind is not idempotent. */
  times: number
  idempotent: boolean
  undone: boolean
  /** An undo of it was carried out, with or without effect. */
  undoTried: boolean
}

/** The model of the world that a rehearsal acts upon: a ledger of what was made and what was undone. */
export class World {
  readonly #deeds = new Map<string, Deed>()
  /** Undos that found nothing to undo. */
  readonly idleUndos: string[] = []
  /** How often each undo was carried out, by path. */
  readonly undos = new Map<string, number>()

  make({ path, key, effects, idempotent }: Pick<Deed, 'path' | 'key' | 'effects' | 'idempotent'>): void {
    const known = this.#deeds.get(key)
    if (known === undefined) this.#deeds.set(key, { path, key, effects, times: 1, idempotent, undone: false, undoTried: false })
    else {
      known.times++
      known.undone = false
    }
  }

  /** Takes away what a step has made; `has` tells whether the undo can take anything back. */
  undo(path: string, has: boolean): void {
    this.undos.set(path, (this.undos.get(path) ?? 0) + 1)
    let found = false
    for (const deed of this.#deeds.values()) {
      if (deed.path !== path || deed.undone) continue
      found = true
      deed.undoTried = true
      deed.undone = has
    }
    if (!found) this.idleUndos.push(path)
  }

  /** What the failure handler of a step has put right. */
  cleanUp(path: string): void {
    for (const deed of this.#deeds.values()) if (deed.path === path) deed.undone = true
  }

  /** All that was ever made, in order. */
  deeds(): readonly Deed[] {
    return [...this.#deeds.values()]
  }

  standing(): readonly Deed[] {
    return this.deeds().filter(({ undone }) => !undone)
  }
}

/** How a step is undone: by a handler, or by its kind. */
export interface UndoCall {
  readonly step: Step | undefined
  /** Absent for a kind's own undo. */
  readonly handler: Step | undefined
  /** What the handler does to the world. */
  readonly effects: readonly string[]
}

/** Whether an undo can do something to the world at all. */
export function undoHasEffect(stage: Stage, { handler, effects }: UndoCall): boolean {
  // a kind that the catalogue does not know may do anything
  return handler === undefined || stage.catalog.get(handler.kind) === undefined || effects.length > 0
}

/** Whether an undo can take back what its step has made: doing the same once more does not. */
export function undoTakesBack(stage: Stage, call: UndoCall): boolean {
  const { step, handler } = call
  return undoHasEffect(stage, call) && !(step && handler && repeatsEffect(step, handler))
}
