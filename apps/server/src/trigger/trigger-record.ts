import { z } from 'zod'
import type { Trigger } from '../db/index.ts'
import { RunsChoice, TriggerConfig, type Overlap, type TriggerKind } from './trigger-config.ts'

/** A trigger as the server works with it. */
export interface TriggerRecord extends Omit<Trigger, 'kind' | 'config' | 'mapping' | 'runs' | 'overlap'> {
  readonly kind: TriggerKind
  readonly config: TriggerConfig
  readonly mapping: { readonly [input: string]: string } | null
  readonly runs: RunsChoice
  readonly overlap: Overlap
  /** Why its settings are none any more, such as a time zone that is gone; it is kept as it was stored, and fires nothing. */
  readonly fault: string | null
}

const Stored = z.object({ config: TriggerConfig, runs: RunsChoice })

/** A row whose JSON has been looked at again: what an older version has written gets the defaults of this one. */
export function triggerRecord(row: Trigger): TriggerRecord {
  const read = Stored.safeParse(row)
  // the columns are written from checked settings only; one row that is so no longer must not keep the others from being read
  const { config, runs } = read.success ? read.data : (row as unknown as Pick<TriggerRecord, 'config' | 'runs'>)
  return { ...row, kind: config.kind, config, mapping: row.mapping as TriggerRecord['mapping'], runs, overlap: row.overlap as Overlap, fault: read.success ? null : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }
}
