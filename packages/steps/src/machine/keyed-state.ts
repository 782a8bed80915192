import type { Json } from '@eddy/workflow'

export interface Kept {
  readonly value: Json
  /** Counts the updates of the name, from 1. */
  readonly version: number
}

/** Makes the next value of what is kept, if anything is. Without effects of its own: a store may call it again. */
export type ChangeKept = (current: Kept | undefined) => Promise<Json> | Json

/** Values that outlive runs, each under a name; a host that wants them to outlive itself brings its own. */
export interface KeyedState {
  /**
   * Keeps what `change` makes of the value under `name`. Updates of one name happen one after the other, each on what the one before
   * has left; those of different names do not wait for one another. When `change` throws, nothing changes and its error comes back.
   */
  update(name: string, change: ChangeKept): Promise<Kept>
  /** What is kept under `name` now, without waiting for updates under way. */
  read(name: string): Promise<Kept | undefined>
}

/** Keeps in memory, for as long as the process lives, and never forgets a name. */
export function createKeyedState(): KeyedState {
  const kept = new Map<string, Kept>()
  const turns = new Map<string, Promise<unknown>>()

  const apply = async (name: string, change: ChangeKept): Promise<Kept> => {
    const current = kept.get(name)
    const next = { value: await change(current), version: (current?.version ?? 0) + 1 }
    kept.set(name, next)
    return next
  }

  return {
    async update(name, change) {
      const act = () => apply(name, change)
      const mine = (turns.get(name) ?? Promise.resolve()).then(act, act)
      turns.set(name, mine)
      try {
        return await mine
      } finally {
        if (turns.get(name) === mine) turns.delete(name)
      }
    },
    read: (name) => Promise.resolve(kept.get(name)),
  }
}
