import type { Json } from '@eddy/workflow'
import type { TriggerKind } from './trigger-config.ts'

/** What arrived, as filter and mapping see it. Runs that triggers start one after another are counted in `chain`. */
export type TriggerEvent = { readonly [part: string]: Json }

/** What the input is when nothing maps it. */
export function plainInput(kind: TriggerKind, event: TriggerEvent): Json {
  switch (kind) {
    case 'manual':
    case 'api':
      return event['payload'] ?? {}
    case 'webhook':
      return event['body'] ?? {}
    case 'run':
      return field(event['run'], 'value') ?? {}
    case 'signal':
      return field(event['signal'], 'payload') ?? {}
    case 'schedule':
    case 'file':
      return {}
  }
}

function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [name: string]: Json })[name] : undefined
}

/** What such a trigger gets, to try expressions on. */
export function sampleEvent(kind: TriggerKind, now: Date): TriggerEvent {
  const at = now.toISOString()
  switch (kind) {
    case 'manual':
    case 'api':
      return { payload: {}, at }
    case 'webhook':
      return { body: {}, query: {}, headers: { 'content-type': 'application/json' }, method: 'POST', at }
    case 'schedule':
      return { dueAt: at, zone: 'UTC', at }
    case 'run':
      return { run: { id: 'mib0', workflow: 'orders', status: 'succeeded', input: {}, value: {}, error: null, startedAt: at, endedAt: at }, at }
    case 'signal':
      return { signal: { name: 'paid', correlation: null, payload: {} }, at }
    case 'file':
      return { file: { path: 'inbox/orders.csv', name: 'orders.csv', folder: 'inbox', size: 1024, modifiedAt: at }, at }
  }
}
