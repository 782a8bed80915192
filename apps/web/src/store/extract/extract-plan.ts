import type { Enclosure } from '../rule/can-group.ts'
import type { Port } from './ports.ts'
import type { WorkflowDocument } from '@eddy/workflow'

/** A selection as a workflow of its own. */
export interface ExtractPlan {
  readonly ok: true
  readonly enclosure: Enclosure
  readonly inputs: readonly Port[]
  /** Paths of the steps whose results are used outside. With more than one the value is an object of them, by name. */
  readonly returned: readonly string[]
  /** Names of handlers that go along; `shared` ones also stay, for other steps name them too. */
  readonly handlers: { readonly moved: readonly string[]; readonly shared: readonly string[] }
  /** Steps outside that the selection waits for, by name. */
  readonly waits: readonly string[]
  /** The new workflow; its name is not settled yet. */
  readonly workflow: WorkflowDocument
}
