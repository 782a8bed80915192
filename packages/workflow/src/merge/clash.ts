import type { Input, Json, Options, Step } from '../document.ts'
import type { Lane } from '../walk-steps.ts'

/** A base step whose result takes the place of an incoming input. */
export interface Seam {
  /** A top-level forward step of the base. */
  readonly from: string
  /** An input of the incoming document. */
  readonly to: string
}

/** What is done about a clash. `keepBoth` renames the incoming side to the next free name, `charge_2`. */
export type Resolution =
  | { readonly kind: 'reuse' }
  | { readonly kind: 'share' }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'keepBoth' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'take' }

interface Disputed<Side> {
  /** The same in every call as long as both sides have their names: `step:charge`, `input:customer`, `option:timeout`, `seam:customer`. */
  readonly id: string
  readonly base: Side
  readonly incoming: Side
  readonly allowed: readonly Resolution['kind'][]
  readonly suggested: Resolution
  /** The choice that resolves it; absent: the clash is open. */
  readonly chosen?: Resolution
  /** Why the choice that was made does not resolve it. */
  readonly fault?: string
}

export interface PlacedStep {
  readonly lane: Lane
  readonly step: Step
}

/** Two steps, handlers or steps of the failure lane with one name: they share one place. */
export interface StepClash extends Disputed<PlacedStep> {
  readonly kind: 'step'
  /** Same lane, same definition, and the same holds for all that they refer to: reusing the base's changes no value. */
  readonly identical: boolean
}

export interface InputClash extends Disputed<Input> {
  readonly kind: 'input'
  readonly sameSchema: boolean
}

/** An option that is set differently, or on one side only; null: not set. */
export interface OptionClash extends Disputed<Json> {
  readonly kind: 'option'
  readonly field: keyof Options
}

/** A seam that leads from or to nothing. No resolution is possible: correct or drop it. */
export interface SeamClash {
  readonly kind: 'seam'
  readonly id: string
  readonly seam: Seam
  readonly allowed: readonly []
  readonly fault: string
}

export type Clash = StepClash | InputClash | OptionClash | SeamClash

/** By clash id; for duplicated work by the id of the duplicate. */
export type MergeChoices = { readonly [id: string]: Resolution }
