import type { Argument, Branch, Input, Options, Source, Step, View } from '@eddy/workflow'
import type { AnyNames, Names } from './names.ts'
import type { Given } from './sources.ts'

/** The fields of a step that say nothing of other steps. */
type PlainFields = Omit<Step, 'name' | 'arguments' | 'waitFor' | 'undo' | 'compensate' | 'check' | 'steps' | 'branches' | 'return'>

interface Arguments<N extends Names> {
  /** By name, in the order of the document. */
  readonly arguments?: { readonly [name: string]: Given<N> }
}

interface Handled<N extends Names> {
  readonly undo?: N['handler'] | 'none'
  readonly compensate?: N['handler']
  readonly check?: N['handler']
}

/** A step but for its name: the fields of the document, with arguments by name, and only names that exist. */
export interface StepOptions<N extends Names> extends PlainFields, Arguments<N>, Handled<N> {
  readonly waitFor?: readonly N['step'][]
}

/** A container of a kind that goes without saying. */
export type ContainerOptions<N extends Names> = Omit<StepOptions<N>, 'kind'>

/** A handler but for its name. It waits for nothing, and nothing undoes it. */
export interface HandlerOptions<N extends Names> extends PlainFields, Arguments<HandlerNames<N>> {}

/** A handler takes what it is told beside inputs and results. */
interface HandlerNames<N extends Names> extends Names {
  readonly place: 'inner'
  readonly input: N['input']
  readonly step: N['step']
  readonly element: never
  readonly origin: 'value' | 'arguments' | 'error' | 'context'
}

/** A branch but for its steps. */
export type BranchOptions = Pick<Branch, 'name' | 'when'>

/** An input but for its name. */
export type InputOptions = Omit<Input, 'name'>

/** What a workflow says of itself. */
export interface WorkflowOptions {
  readonly title?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly options?: Options
  readonly view?: View
}

/** Options as the builder reads them, whatever names their types let through. */
export type LooseOptions = StepOptions<AnyNames>

/** A step of the document. Fields keep the order in which they were written. */
export function stepOf(name: string, { arguments: given, ...fields }: LooseOptions): Step {
  return { name, ...fields, ...(given === undefined ? {} : { arguments: Object.entries(given).map(argumentOf) }) }
}

function argumentOf([name, given]: readonly [string, Given<AnyNames>]): Argument {
  return 'from' in given ? { name, ...given } : { name, from: given satisfies Source }
}
