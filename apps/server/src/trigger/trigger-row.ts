import type { Problem } from '@eddy/workflow'
import type { TriggerFiring } from '../db/index.ts'
import type { Overlap, RunsChoice, TriggerConfig, TriggerKind } from './trigger-config.ts'
import type { TriggerEvent } from './trigger-event.ts'
import type { TriggerRecord } from './trigger-record.ts'

export type FiringState = 'claimed' | 'waiting' | 'starting' | 'started' | 'refused' | 'skipped'

/** One firing in a list. Times are ISO 8601. */
export interface FiringRow {
  readonly id: string
  readonly triggerId: string
  readonly at: string
  /** When it was due; null for what is not scheduled. */
  readonly dueAt: string | null
  readonly state: FiringState
  readonly test: boolean
  readonly runId: string | null
  /** Why it started nothing. */
  readonly reason: string | null
  readonly problems: readonly Problem[]
  readonly event: TriggerEvent
}

export function firingRow(firing: TriggerFiring): FiringRow {
  const { id, triggerId, at, dueAt, state, test, runId, reason, problems, event } = firing
  // these columns hold what this folder has written
  return { id, triggerId, at: at.toISOString(), dueAt: dueAt?.toISOString() ?? null, state: state as FiringState, test, runId, reason, problems: (problems ?? []) as unknown as readonly Problem[], event: event as unknown as TriggerEvent }
}

/** A trigger in a list. */
export interface TriggerRow {
  readonly id: string
  readonly name: string
  readonly kind: TriggerKind
  readonly config: TriggerConfig
  readonly mapping: { readonly [input: string]: string } | null
  readonly filter: string | null
  readonly runs: RunsChoice
  readonly overlap: Overlap
  readonly enabled: boolean
  readonly revision: number
  readonly workflow: { readonly id: string; readonly name: string; readonly title: string | null }
  /** When a schedule is due next; null while it is paused and for what is not scheduled. */
  readonly nextAt: string | null
  readonly last: FiringRow | null
  readonly rejected: number
  readonly rejectedAt: string | null
  /** Why it cannot work at present. */
  readonly trouble: string | null
}

export function triggerRow(trigger: TriggerRecord, workflow: TriggerRow['workflow'], last: TriggerFiring | undefined): TriggerRow {
  const { id, name, kind, config, mapping, filter, runs, overlap, enabled, revision, rejected, trouble } = trigger
  return {
    id, name, kind, config, mapping, filter, runs, overlap, enabled, revision, rejected, trouble,
    workflow: { id: workflow.id, name: workflow.name, title: workflow.title },
    nextAt: enabled ? (trigger.nextAt?.toISOString() ?? null) : null,
    last: last ? firingRow(last) : null,
    rejectedAt: trigger.rejectedAt?.toISOString() ?? null,
  }
}
