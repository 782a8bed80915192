import type { Evaluator } from '@eddy/engine'
import { schemaFaults, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import type { StartRequest } from '../run/start-request.ts'
import { traceContextOf, type TraceContext } from '../trace/trace-context.ts'
import { mapEvent } from './map-event.ts'
import type { RunsChoice } from './trigger-config.ts'
import type { TriggerEvent } from './trigger-event.ts'
import type { TriggerRecord } from './trigger-record.ts'

/** Why a firing starts nothing. */
export interface Denied {
  readonly state: 'refused' | 'skipped'
  readonly reason: string
  readonly problems?: readonly Problem[]
  /** Nothing that was sent is at fault: another time it may be taken. */
  readonly transient?: true
}

export interface Judging {
  readonly event: TriggerEvent
  /** What would run. */
  readonly document: () => Promise<WorkflowDocument>
}

/** Runs that triggers start one after another: more is a circle. */
const LONGEST_CHAIN = 20

/** The input that a firing starts a run with, or why it starts none. */
export async function judgeFiring(evaluator: Evaluator, trigger: TriggerRecord, { event, document }: Judging): Promise<Denied | { readonly input: Json }> {
  if (Number(event['chain'] ?? 0) > LONGEST_CHAIN) return { state: 'refused', reason: `Triggers have started ${LONGEST_CHAIN} runs one after another by now. They may go in a circle, so this one was not started.` }
  const faults = bodyFaults(trigger, event)
  if (faults.length > 0) return { state: 'refused', reason: 'The body does not fit the schema of the webhook.', problems: faults }
  const mapped = await mapEvent(evaluator, trigger, { event, document: await document() })
  if (!mapped.passes) return { state: 'skipped', reason: 'The filter says no.' }
  if (mapped.problems.length > 0) return { state: 'refused', reason: 'What arrived does not make an input that the workflow takes.', problems: mapped.problems }
  return { input: mapped.given }
}

function bodyFaults({ config }: TriggerRecord, event: TriggerEvent): readonly Problem[] {
  if (config.kind !== 'webhook' || config.schema === null) return []
  return schemaFaults(config.schema, event['body'] ?? null).map(({ path, message }) => ({ code: 'BODY_MISMATCH', severity: 'error', path, message }))
}

/** What a firing asks for. Its id is the key of its run. */
export function requestOf({ id, name, workflowId, runs }: TriggerRecord, firing: { readonly id: string; readonly event: unknown }, input: Json): StartRequest {
  return { workflowId, input, idempotencyKey: firing.id, canaryKey: firing.id, trigger: { id, name }, trace: traceOf(firing.event), ...versionOf(runs) }
}

/** Of a webhook's request; nothing else that fires is within a trace. */
function traceOf(event: unknown): TraceContext | undefined {
  const { headers } = event as { readonly headers?: unknown }
  return typeof headers === 'object' && headers !== null ? traceContextOf(headers as { readonly [name: string]: unknown }) : undefined
}

function versionOf(runs: RunsChoice): { readonly version?: number; readonly environment?: 'dev' | 'staging' | 'live' } {
  if ('number' in runs) return { version: runs.number }
  return 'environment' in runs ? { environment: runs.environment } : {}
}
