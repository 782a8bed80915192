/**
 * What a place in a workflow knows by name, as unions of literals that grow with every call. Only types carry them: they make the
 * compiler refuse a name that does not exist there, or that exists already.
 */
export interface Names {
  /** `workflow` has inputs, handlers and a document; `inner` is only a list of steps. */
  readonly place: 'workflow' | 'inner'
  readonly input: string
  readonly handler: string
  /** Steps whose results can be taken and that can be waited for: those of this list so far, and of the lists around it. */
  readonly step: string
  /** Steps of this list, of which one can be returned. */
  readonly own: string
  /** Names that are no longer free here. */
  readonly taken: string
  /** Containers around that give their elements. */
  readonly element: string
  /** Origins that arguments can have here. */
  readonly origin: string
}

/**
 * Names of a place, one parameter for each field. Parameters are worked out at once, fields only when they are looked at: with an
 * interface that extends the one before it, the compiler gives up on a chain of fifty steps.
 */
export interface Known<Place extends Names['place'], Input extends string, Handler extends string, Step extends string, Own extends string, Taken extends string, Element extends string, Origin extends string> extends Names {
  readonly place: Place
  readonly input: Input
  readonly handler: Handler
  readonly step: Step
  readonly own: Own
  readonly taken: Taken
  readonly element: Element
  readonly origin: Origin
}

/** A workflow that has nothing yet. */
export type NoNames = Known<'workflow', never, never, never, never, never, never, never>

/** A workflow whose names are known only at run time: everything goes, and `validate` says what is wrong. */
export type AnyNames = Known<'workflow', string, string, string, string, string, string, string>

/** One more step. */
export type WithStep<N extends Names, Name extends string> = Known<N['place'], N['input'], N['handler'], N['step'] | Name, N['own'] | Name, N['taken'] | Name, N['element'], N['origin']>

/** One more input. */
export type WithInput<N extends Names, Name extends string> = Known<N['place'], N['input'] | Name, N['handler'], N['step'], N['own'], N['taken'], N['element'], N['origin']>

/** One more handler. */
export type WithHandler<N extends Names, Name extends string> = Known<N['place'], N['input'], N['handler'] | Name, N['step'], N['own'], N['taken'] | Name, N['element'], N['origin']>

/** More names that are no longer free. */
export type WithTaken<N extends Names, Name extends string> = Known<N['place'], N['input'], N['handler'], N['step'], N['own'], N['taken'] | Name, N['element'], N['origin']>

/** Inside a container: what is around can be seen, and every name is free again but for those in `Taken`. */
export type Inside<N extends Names, Element extends string = never, Taken extends string = never> = Known<'inner', N['input'], N['handler'], N['step'], never, Taken, N['element'] | Element, N['origin']>

/** The failure lane: sees all forward steps and the error, and shares their namespace. */
export type InFailure<N extends Names> = Known<'inner', N['input'], N['handler'], N['step'], never, N['taken'], never, 'error'>

/** A name that is free, or a sentence in its place that says that it is not. */
export type Free<Name extends string, Taken extends string> = string extends Taken ? Name : Name extends Taken ? `the name "${Name}" is taken` : Name
