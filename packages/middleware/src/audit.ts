import type { Middleware, RunEvent, WatchedRun } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { auditHash, type AuditRecord } from './audit-record.ts'

export interface AuditOptions {
  /** Keeps a record; called in order, the next only when the one before is kept. */
  readonly append: (record: AuditRecord) => void | Promise<void>
  /** The last record kept by an earlier host, to go on behind it. */
  readonly last?: AuditRecord
  /** Who has asked for what an event tells: events themselves do not say. */
  readonly actor?: (event: RunEvent, run: WatchedRun) => string | undefined
}

export interface Audit extends Middleware {
  /** Resolves when all records so far are kept; rejects when one could not be. */
  flushed(): Promise<void>
}

/**
 * A trail of what people and programs have asked of runs, and of what was rolled back: runs started, resumed, cancelled, adapted, halted,
 * undos resolved. It holds no values of inputs or steps. When a record cannot be kept, the run goes on: the hook throws at its
 * next event, which the engine reports, and `verifyAudit` finds the gap.
 */
export function audit({ append, last, actor }: AuditOptions): Audit {
  let head = last
  let kept: Promise<void> = Promise.resolve()
  const failures: unknown[] = []
  let untold = 0
  const keep = (record: AuditRecord) => {
    kept = kept.then(() => append(record)).catch((error: unknown) => void failures.push(error))
  }
  return {
    name: 'audit',
    event(event, run) {
      const data = auditedData(event)
      if (data === undefined) return
      head = chained(head, { event, run, data, actor: actor?.(event, run) })
      keep(head)
      if (untold < failures.length) throw failures[untold++]
    },
    flushed: async () => {
      await kept
      if (failures.length > 0) throw failures[0]
    },
  }
}

function chained(before: AuditRecord | undefined, { event, run, data, actor }: { readonly event: RunEvent; readonly run: WatchedRun; readonly data: Json; readonly actor: string | undefined }): AuditRecord {
  const record = {
    index: before === undefined ? 0 : before.index + 1,
    at: event.at,
    runId: run.runId,
    workflow: run.plan.name,
    action: event.type,
    seq: event.seq,
    ...(event.step === undefined ? {} : { step: event.step }),
    ...(actor === undefined ? {} : { actor }),
    data,
    previous: before?.hash ?? '',
  }
  return { ...record, hash: auditHash(record) }
}

/** What of an event goes on record; undefined for events that do not. */
function auditedData(event: RunEvent): Json | undefined {
  switch (event.type) {
    case 'run.started':
      return { hash: event.data.workflow.hash, inputs: Object.keys(event.data.input).sort(), ...(event.data.refused ? { refused: event.data.refused.code } : {}) }
    case 'run.resumed':
      return { payload: event.data.payload !== undefined, ...(event.data.resolution ? { step: event.data.resolution.step, did: event.data.resolution.did } : {}) }
    case 'run.cancelled':
    case 'undo.resolved':
      return { ...event.data }
    case 'run.adapted':
      return { hash: event.data.hash }
    case 'run.halted':
      return { reason: event.data.reason ?? null }
    default:
      return rollbackData(event)
  }
}

function rollbackData(event: RunEvent): Json | undefined {
  if (event.type === 'rollback.completed') {
    const { reports: _reports, ...told } = event.data
    return told
  }
  if (event.type !== 'rollback.started') return undefined
  const { reason, scope, error } = event.data
  return { reason, ...(scope === undefined ? {} : { scope }), ...(error ? { error: error.code } : {}) }
}
