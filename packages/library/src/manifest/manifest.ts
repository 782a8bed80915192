import type { AgentSlot } from './agent-slots.ts'
import type { Input, JsonSchema } from '@eddy/workflow'

/** What a workflow needs of its surroundings and does to them, read off its document. */
export interface Manifest {
  readonly inputs: readonly Input[]
  /** JSON Schema of the result; null where its kind does not say. */
  readonly output: JsonSchema | null
  /** Names of the secrets that it takes. */
  readonly secrets: readonly string[]
  /** The agents and pools that it asks, to be bound where it is used. */
  readonly agents: readonly AgentSlot[]
  /** Kinds of its steps, handlers included. */
  readonly kinds: readonly string[]
  /** Origins that it calls, `https://api.example.com`; `null` among them: one that is only known in a run. */
  readonly hosts: readonly (string | null)[]
  readonly effects: readonly ManifestEffect[]
  /** Names of the workflows that it composes, with all that these compose. */
  readonly composes: readonly string[]
  readonly steps: number
}

export interface ManifestEffect {
  /** In the words of the step's kind. */
  readonly effect: string
  /** Paths. */
  readonly steps: readonly string[]
}
