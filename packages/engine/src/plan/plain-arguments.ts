import type { Argument, Step } from '@eddy/workflow'
import type { ArgumentPlan, StepPlan } from './plan.ts'

const NO_NAMES: readonly string[] = []

type OfStep = Pick<StepPlan, 'argumentNames' | 'argumentPlans' | 'sources'>

/** A transform or a secret takes the long way. */
const LONG: OfStep = { argumentNames: null, argumentPlans: null, sources: 0 }
const NONE: OfStep = { argumentNames: NO_NAMES, argumentPlans: null, sources: 0 }

/** The arguments of a scope's steps as the shortest way of resolving them takes them. */
export class PlainArguments {
  readonly #byName: ReadonlyMap<string, number>
  readonly #names = new Map<string, readonly string[]>()
  readonly #sources: number[] = []

  constructor(byName: ReadonlyMap<string, number>) {
    this.#byName = byName
  }

  of({ arguments: args }: Step): OfStep {
    if (args === undefined || args.length === 0) return NONE
    return isPlain(args) ? this.#ofArguments(args) : LONG
  }

  /** Of all steps so far: those whose whole results their arguments are. */
  sources(): Int32Array {
    return Int32Array.from(this.#sources)
  }

  #ofArguments(args: readonly Argument[]): OfStep {
    const names = this.#namesOf(args)
    if (args.every((argument) => isWhole(argument) && this.#local(argument) !== -1)) {
      const sources = this.#sources.length
      for (const argument of args) this.#sources.push(this.#local(argument))
      return { argumentNames: names, argumentPlans: null, sources }
    }
    return { argumentNames: names, argumentPlans: args.map((argument) => this.#plan(argument)), sources: 0 }
  }

  /** One list for all steps with the same names. */
  #namesOf(args: readonly Argument[]): readonly string[] {
    const key = args.length === 1 ? (args[0]?.name ?? '') : JSON.stringify(args.map(({ name }) => name))
    let names = this.#names.get(key)
    // a single name may look like a list of them
    if (names?.length !== args.length) {
      names = args.map(({ name }) => name)
      this.#names.set(key, names)
    }
    return names
  }

  #local({ from }: Argument): number {
    return 'result' in from ? (this.#byName.get(from.result) ?? -1) : -1
  }

  #plan(argument: Argument): ArgumentPlan {
    const { from, path } = argument
    return { from, path: isWhole(argument) ? null : (path ?? null), local: this.#local(argument), element: 'element' in from ? from.element : null }
  }
}

function isPlain(args: readonly Argument[]): boolean {
  for (const argument of args) if (argument.transform !== undefined || 'secret' in argument.from) return false
  return true
}

function isWhole({ path }: Argument): boolean {
  return path === undefined || path.length === 0
}
