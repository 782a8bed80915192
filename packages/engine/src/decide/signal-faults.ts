import type { Json, JsonSchema, SchemaFault } from '@eddy/workflow'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import type { RunState } from '../state/run-state.ts'
import { waiterFor } from '../state/timer-events.ts'

export interface AskedSignal {
  readonly name: string
  readonly correlation?: string
  readonly payload: Json
}

/** What is wrong with a signal's payload: it must fit the schema of the step that waits for it; where none does yet, of at least one that may (H3). */
export function signalFaults(state: RunState, signal: AskedSignal, faultsOf: (schema: JsonSchema, value: Json) => readonly SchemaFault[]): readonly SchemaFault[] {
  const waiter = waiterFor(state, signal)
  const waits = waiter ? [waiter.plan] : waitsWithin(state.plan.scope).filter(({ step }) => step.config?.['name'] === signal.name)
  let first: readonly SchemaFault[] = []
  for (const { step } of waits) {
    const schema = step.config?.['schema']
    if (!isSchema(schema)) return []
    const faults = faultsOf(schema, signal.payload)
    if (faults.length === 0) return []
    if (first.length === 0) first = faults
  }
  return first
}

function waitsWithin(scope: ScopePlan): readonly StepPlan[] {
  return scope.steps.flatMap((step) => (step.native === 'wait.signal' ? [step] : step.scopes.flatMap(waitsWithin)))
}

function isSchema(value: Json | undefined): value is JsonSchema & { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
