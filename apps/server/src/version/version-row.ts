import type { Version } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import type { WorkflowDocument } from '@eddy/workflow'

export const ENVIRONMENTS = ['dev', 'staging', 'live'] as const
export type EnvironmentName = (typeof ENVIRONMENTS)[number]

/** A version in a list. Times are ISO 8601. */
export interface VersionRow {
  readonly number: number
  readonly contentHash: string
  readonly note: string
  readonly base: number | null
  readonly publishedAt: string
  readonly publishedBy: string | null
  /** When it retires or has retired. */
  readonly retireAt: string | null
  readonly retireReason: string | null
  readonly retired: boolean
}

export interface VersionRecord extends VersionRow {
  readonly workflowId: string
  readonly document: WorkflowDocument
}

export function versionRow(version: Omit<Version, 'document'>): VersionRow {
  const { number, contentHash, note, base, publishedBy, retireReason, retireAt } = version
  return { number, contentHash, note, base, publishedBy, retireReason, publishedAt: version.publishedAt.toISOString(), retireAt: retireAt?.toISOString() ?? null, retired: isRetired(version) }
}

export function versionRecord(version: Version): VersionRecord {
  return { ...versionRow(version), workflowId: version.workflowId, document: documentOf(version) }
}

/** A retirement that was set for later has come by itself when its time has. */
export function isRetired({ retireAt }: Pick<Version, 'retireAt'>, now = new Date()): boolean {
  return retireAt !== null && retireAt <= now
}
