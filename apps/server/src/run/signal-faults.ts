import type { Plan, ScopePlan, StepPlan } from '@eddy/engine'
import { schemaFaults, type Json, type JsonSchema, type SchemaFault } from '@eddy/workflow'

/** What is wrong with a signal's payload: it must fit the schema of at least one wait that it can reach, if these have schemas. */
export function signalFaults(plan: Plan, signal: { readonly name: string; readonly payload: Json }): readonly SchemaFault[] {
  const schemas = waitsWithin(plan.scope).filter(({ step }) => step.config?.['name'] === signal.name).map(({ step }) => step.config?.['schema'])
  let first: readonly SchemaFault[] = []
  for (const schema of schemas) {
    if (!isSchema(schema)) return []
    const faults = schemaFaults(schema, signal.payload)
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
