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

/** A workflow that has nothing yet. */
export interface NoNames extends Names {
  readonly place: 'workflow'
  readonly input: never
  readonly handler: never
  readonly step: never
  readonly own: never
  readonly taken: never
  readonly element: never
  readonly origin: never
}

/** A workflow whose names are known only at run time: everything goes, and `validate` says what is wrong. */
export interface AnyNames extends Names {
  readonly place: 'workflow'
}

/** One more step. */
export interface WithStep<N extends Names, Name extends string> extends Names {
  readonly place: N['place']
  readonly input: N['input']
  readonly handler: N['handler']
  readonly step: N['step'] | Name
  readonly own: N['own'] | Name
  readonly taken: N['taken'] | Name
  readonly element: N['element']
  readonly origin: N['origin']
}

/** One more input. */
export interface WithInput<N extends Names, Name extends string> extends Names {
  readonly place: N['place']
  readonly input: N['input'] | Name
  readonly handler: N['handler']
  readonly step: N['step']
  readonly own: N['own']
  readonly taken: N['taken']
  readonly element: N['element']
  readonly origin: N['origin']
}

/** One more handler. */
export interface WithHandler<N extends Names, Name extends string> extends Names {
  readonly place: N['place']
  readonly input: N['input']
  readonly handler: N['handler'] | Name
  readonly step: N['step']
  readonly own: N['own']
  readonly taken: N['taken'] | Name
  readonly element: N['element']
  readonly origin: N['origin']
}

/** More names that are no longer free. */
export interface WithTaken<N extends Names, Name extends string> extends Names {
  readonly place: N['place']
  readonly input: N['input']
  readonly handler: N['handler']
  readonly step: N['step']
  readonly own: N['own']
  readonly taken: N['taken'] | Name
  readonly element: N['element']
  readonly origin: N['origin']
}

/** Inside a container: what is around can be seen, and every name is free again but for those in `Taken`. */
export interface Inside<N extends Names, Element extends string = never, Taken extends string = never> extends Names {
  readonly place: 'inner'
  readonly input: N['input']
  readonly handler: N['handler']
  readonly step: N['step']
  readonly own: never
  readonly taken: Taken
  readonly element: N['element'] | Element
  readonly origin: N['origin']
}

/** The failure lane: sees all forward steps and the error, and shares their namespace. */
export interface InFailure<N extends Names> extends Names {
  readonly place: 'inner'
  readonly input: N['input']
  readonly handler: N['handler']
  readonly step: N['step']
  readonly own: never
  readonly taken: N['taken']
  readonly element: never
  readonly origin: 'error'
}

/** A name that is free, or a sentence in its place that says that it is not. */
export type Free<Name extends string, Taken extends string> = string extends Taken ? Name : Name extends Taken ? `the name "${Name}" is taken` : Name
