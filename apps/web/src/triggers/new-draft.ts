import type { TriggerConfig, TriggerDraft, TriggerKind, TriggerRow } from './trigger-types.ts'

/** What a kind begins with. */
export function newConfig(kind: TriggerKind): TriggerConfig {
  switch (kind) {
    case 'manual':
    case 'api':
      return { kind }
    case 'webhook':
      // hard to guess, for as long as it is not signed
      return { kind, path: crypto.randomUUID().slice(0, 13), method: 'POST', schema: null, signature: null, deliveryHeader: 'idempotency-key', reply: { mode: 'at_once' } }
    case 'schedule':
      return { kind, when: { every: 'cron', cron: '0 9 * * 1-5', zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }, catchUp: { policy: 'last' } }
    case 'run':
      return { kind, workflowId: '', statuses: ['succeeded'] }
    case 'signal':
      return { kind, signal: '' }
    case 'file':
      return { kind, glob: '*', settleMs: 2000, existing: 'skip' }
  }
}

export function newDraft(): TriggerDraft {
  return { name: '', config: newConfig('schedule'), mapping: {}, filter: '', runs: { environment: 'live' }, overlap: 'allow' }
}

export function draftOf({ name, config, mapping, filter, runs, overlap }: TriggerRow): TriggerDraft {
  return { name, config, mapping, filter: filter ?? '', runs, overlap }
}

/** As the server takes it: expressions left empty are none. */
export function settingsOf({ name, config, mapping, filter, runs, overlap }: TriggerDraft) {
  const written = mapping === null ? null : Object.fromEntries(Object.entries(mapping).filter(([, expr]) => expr.trim() !== ''))
  return { name, config, mapping: written, filter: filter.trim() === '' ? null : filter, runs, overlap }
}
