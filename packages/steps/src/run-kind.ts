import type { Evaluator, Gates, Outcome, StepRequest } from '@eddy/engine'
import type { Catalog } from '@eddy/workflow'
import type { AgentDesk } from './agent-task/agent-desk.ts'
import type { Coordination } from './coordination/coordination.ts'
import type { KeyedState } from './machine/keyed-state.ts'
import type { SendNotice } from './notify/notice.ts'
import type { SendSignal } from './send-signal/outgoing-signal.ts'
import type { WorkflowDesk } from './workflow-desk/workflow-desk.ts'
import { expressionError } from './evaluator/expression-error.ts'

/** What the effects of kinds may use. */
export interface KindServices {
  readonly evaluator: Evaluator
  /** `host:port` that `http.request` may reach. */
  readonly allowedHosts: ReadonlySet<string>
  /** Headers that tell whoever is asked which trace the step belongs to; undefined: there are no traces. */
  readonly traceHeaders?: ((request: StepRequest) => { readonly [header: string]: string }) | undefined
  /** Rate limits and circuit breakers of the hosts that are called. */
  readonly gates: Gates
  readonly runCode: (request: StepRequest) => Promise<Outcome>
  readonly keyedState: KeyedState
  /** The inbox of `notify`; undefined: the host has none. */
  readonly notify: SendNotice | undefined
  readonly sendSignal: SendSignal | undefined
  /** Claims, figures and handoffs that runs share. */
  readonly coordination: Coordination
  readonly agents: AgentDesk
  /** Whether workers outside can claim tasks of this host's runs. */
  readonly outsideWorkers: boolean
  /** Every kind there is, for steps that work on documents. */
  readonly catalog: Catalog
  /** The workflows of the host; undefined: it keeps none. */
  readonly workflows: WorkflowDesk | undefined
}

/** The effect of one kind. */
export type RunKind = (request: StepRequest, services: KindServices) => Outcome | Promise<Outcome>

/** An expression that failed, as the step's failure. */
export function expressionFailure(error: unknown): Outcome {
  const { code, message } = expressionError(error)
  return { kind: 'fail', error: { code, message: `the expression failed: ${message}`, retryable: false } }
}
