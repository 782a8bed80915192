/** A chain of steps with effects that take no time, each of which must never be lost once it is done. */
export interface Contestant {
  /** One chain, from asking for it to its end being stored. */
  readonly run: () => Promise<void>
  /** How many chains have succeeded with each step recorded once, by what is stored. */
  readonly whole: () => Promise<number>
  readonly close: () => Promise<void>
}

export type Open = (url: string) => Promise<Contestant>

export const STEPS = 10
