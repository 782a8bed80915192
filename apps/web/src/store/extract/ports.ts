import { type Argument, type Catalog, type Input, resultOf, type Source, type WorkflowDocument } from '@eddy/workflow'
import { identifier, uniqueName } from '../document/names.ts'
import { locate } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'

/** What the selection reads from outside: an input of the new workflow, and the argument that feeds it. */
export interface Port {
  readonly input: Input
  readonly from: Source
  /** Where it comes from, as a person says it: `the result of Reserve flight`. */
  readonly words: string
}

/** Collects the ports, one for each source, in the order in which they are met. */
export class Ports {
  private readonly made = new Map<string, Port>()
  private readonly taken = new Set<string>()

  constructor(
    readonly document: WorkflowDocument,
    readonly catalog: Catalog,
  ) {}

  get list(): readonly Port[] {
    return [...this.made.values()]
  }

  /** The name of the input that stands for a source from outside. `path` is the step whose result is meant. */
  nameOf(from: Source, path?: string): string {
    const key = JSON.stringify(path === undefined ? from : { path })
    const known = this.made.get(key)
    if (known) return known.input.name
    const { wanted, words, ...input } = this.describe(from, path)
    const name = uniqueName(wanted, this.taken)
    this.taken.add(name)
    this.made.set(key, { input: { name, ...input }, from, words })
    return name
  }

  private describe(from: Source, path: string | undefined): Omit<Input, 'name'> & { readonly wanted: string; readonly words: string } {
    if ('input' in from) return this.describeInput(from.input)
    const step = path === undefined ? undefined : locate(this.document, path)?.step
    if ('result' in from && step) {
      const schema = resultOf(this.catalog.get(step.kind), step)
      return { wanted: step.name, words: `the result of ${stepLabel(step)}`, ...(step.title === undefined ? {} : { title: step.title }), ...(schema ? { schema } : {}) }
    }
    const name = 'element' in from ? from.element : 'value'
    return { wanted: identifier(`${name}_element`), words: `each element of ${name}` }
  }

  private describeInput(name: string): Omit<Input, 'name'> & { readonly wanted: string; readonly words: string } {
    const { title, description, schema, required } = this.document.inputs?.find((input) => input.name === name) ?? {}
    return {
      wanted: name,
      words: `the input ${title ?? name}`,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(schema ? { schema } : {}),
      ...(required === undefined ? {} : { required }),
    }
  }
}

/** The arguments of the step that stands for the selection. */
export function portArguments(ports: readonly Port[]): readonly Argument[] {
  return ports.map(({ input, from }) => ({ name: input.name, from }))
}
