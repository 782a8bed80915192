import type { Json } from '@eddy/workflow'
import { digest } from './digest.ts'

/** One entry of an audit trail. Each holds the hash of the one before, so that none can be changed, taken out or put in unnoticed. */
export interface AuditRecord {
  /** From 0, without gaps. */
  readonly index: number
  /** Milliseconds since the epoch, of the event. */
  readonly at: number
  readonly runId: string
  readonly workflow: string
  /** The type of the event, and its `seq` in the run's log. */
  readonly action: string
  readonly seq: number
  readonly step?: string
  /** Who has asked for it, where the host knows. */
  readonly actor?: string
  readonly data: Json
  /** Hash of the record before; empty for the first. */
  readonly previous: string
  /** SHA-256 over `previous` and the canonical JSON of all the rest. */
  readonly hash: string
}

export interface AuditBreak {
  /** Position in what was verified. */
  readonly position: number
  /** `altered`: it is not what was recorded. `unlinked`: what stood before it is missing, new, or another. */
  readonly problem: 'altered' | 'unlinked'
}

/** The hash that a record must have. */
export function auditHash({ hash: _hash, previous, ...rest }: Omit<AuditRecord, 'hash'> & { readonly hash?: string }): string {
  return digest(rest, previous)
}

/**
 * Where a trail is broken; empty when it is whole. What was cut off its end shows only against a hash kept elsewhere: `head`, that of
 * the last record. `after` is the record before the first, for a part of a trail. O(records).
 */
export function verifyAudit(records: readonly AuditRecord[], known: { readonly after?: AuditRecord; readonly head?: string } = {}): readonly AuditBreak[] {
  const breaks: AuditBreak[] = []
  let before = known.after
  records.forEach((record, position) => {
    if (record.previous !== (before?.hash ?? '') || record.index !== (before === undefined ? 0 : before.index + 1)) breaks.push({ position, problem: 'unlinked' })
    if (!isAuthentic(record)) breaks.push({ position, problem: 'altered' })
    before = record
  })
  if (known.head !== undefined && known.head !== (before?.hash ?? '')) breaks.push({ position: records.length, problem: 'unlinked' })
  return breaks
}

function isAuthentic(record: AuditRecord): boolean {
  try {
    return auditHash(record) === record.hash
  } catch {
    // what is not JSON was never recorded
    return false
  }
}
