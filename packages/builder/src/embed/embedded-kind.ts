import type { StepContext } from '@eddy/engine'
import type { Json, KindContract, Step } from '@eddy/workflow'
import type { PlatformSignal } from './platform-signal.ts'

/** What a step of one's own gets beside its arguments. */
export interface EmbeddedContext extends StepContext {
  /** The step, or the handler, as it stands in the document: its `config` and more. */
  readonly definition: Step
  /** Stable over all attempts that aim at the same effect: hand it to services that take one. */
  readonly idempotencyKey: string
  /** Aborted when the run no longer wants the outcome. Where the platform has AbortSignal it is one, for `fetch` and others. */
  readonly signal: PlatformSignal
}

/** What an undo is about. */
export interface Undoing {
  /** What the step had returned. */
  readonly value: Json
  /** With which arguments. */
  readonly arguments: { readonly [name: string]: Json }
}

/**
 * Does the work of a step: takes its arguments by name, returns its value or an `Ending`, or a promise of these. A throw is a failure.
 * Arguments may be declared as what the workflow is known to pass; they are copies.
 */
export type StepFunction = Loose<(args: { readonly [name: string]: Json }, context: EmbeddedContext) => unknown>

/** Undoes a step that has succeeded. To return is to have undone it. */
export type UndoFunction = Loose<(undoing: Undoing, context: EmbeddedContext) => unknown>

/** A function whose parameters may be declared more narrowly than what it is called with. */
type Loose<F extends (first: never, second: EmbeddedContext) => unknown> = { call(first: Parameters<F>[0], second: EmbeddedContext): unknown }['call']

/** A kind of step of one's own. */
export interface EmbeddedKind {
  readonly run: StepFunction
  /** With it every step of the kind can be undone, unless it says otherwise. */
  readonly undo?: UndoFunction
  /** What the kind promises, for validation and recovery. Default: any config and arguments, an effect in the world, not idempotent. */
  readonly contract?: Partial<Omit<KindContract, 'kind' | 'native' | 'container' | 'iterates' | 'races' | 'builtInUndo'>>
}

/** Kinds by name; a plain function is a kind without undo. */
export interface EmbeddedKinds {
  readonly [kind: string]: StepFunction | EmbeddedKind
}

/** A kind in its long form. */
export function embeddedKind(kind: StepFunction | EmbeddedKind): EmbeddedKind {
  return typeof kind === 'function' ? { run: kind } : kind
}
