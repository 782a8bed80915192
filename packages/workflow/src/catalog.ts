import type { z } from 'zod'
import type { Json, JsonSchema, Step } from './document.ts'

/** What a kind of step promises: everything about it but the effect itself. Pure data and functions, for every host. */
export interface KindContract {
  readonly kind: string
  readonly title: string
  /** One sentence. */
  readonly summary: string
  /** Markdown: what it does, its arguments, its result, its errors. */
  readonly docs: string
  /** The name of a Lucide icon, kebab-case. */
  readonly icon: string
  /** Decides tile colour and palette section. */
  readonly group: 'action' | 'logic' | 'wait' | 'human' | 'child'
  /** Words for the palette's search. */
  readonly keywords?: readonly string[]
  /** Validates `config`; its JSON Schema (`z.toJSONSchema`, input side) makes the inspector's form: give every field `.describe()` and `.meta({ title })`. */
  readonly config: z.ZodType
  /** The expected arguments, as a JSON Schema of the arguments object; absent: any. */
  readonly arguments?: JsonSchema
  /** The value's JSON Schema; absent: any. A function where the config decides. */
  readonly result?: JsonSchema | ((step: Step) => JsonSchema | undefined)
  /** Keys of `config` that hold a JSONata expression over the arguments object, checked at validation. */
  readonly expressions?: readonly string[]
  /** How the kind nests: none, inner `steps`, or `branches`. */
  readonly container?: 'steps' | 'branches'
  /** Container that gives its inner steps an `{ element: <its name> }` source; `rounds`: without a list to go over; `once`: what its `config.before` comes to. */
  readonly iterates?: boolean | 'rounds' | 'once'
  /** Container whose branches all run at once, without conditions. */
  readonly races?: boolean
  /** Carried out by the engine itself, never by an executor. */
  readonly native?: boolean
  /** What it does to the world, in the words of the residue; empty: nothing. A function where the config decides. */
  readonly effects: readonly string[] | ((step: Step) => readonly string[])
  /** Whether a repeated attempt has the effect of one. */
  readonly idempotent: boolean | ((step: Step) => boolean)
  /** The kind undoes itself unless the step says otherwise. A function where the config decides. */
  readonly builtInUndo?: boolean | ((step: Step) => boolean)
  readonly examples: readonly { readonly title: string; readonly step: Step }[]
  /** The value that a rehearsal uses in place of the effect. */
  readonly fake: (step: Step, args: { readonly [name: string]: Json }) => Json
  /** A kind's own checks that its config schema cannot say; messages for the author. */
  readonly check?: (step: Step) => readonly { readonly path: string; readonly message: string; readonly severity?: 'error' | 'warning' }[]
}

export interface Catalog {
  get(kind: string): KindContract | undefined
  list(): readonly KindContract[]
}

/** What stands behind names outside the document. */
export interface Surroundings {
  readonly catalog: Catalog
  /** Library workflows that `compose` may name, by `name` or `name@version`. */
  readonly workflow?: (reference: string) => import('./document.ts').WorkflowDocument | undefined
  /** Secrets that exist; absent: names are not checked. */
  readonly secrets?: ReadonlySet<string>
}

export interface Problem {
  /** Stable, upper snake case, listed in docs/reference/problems.md. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** JSON pointer into the document. */
  readonly path: string
  /** The step's path, `trip.reserve_hotel`. */
  readonly step?: string
  readonly message: string
  readonly hint?: string
}
