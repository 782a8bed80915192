import type { Trigger } from '../db/index.ts'
import { RunsChoice, TriggerConfig, type Overlap, type TriggerKind } from './trigger-config.ts'

/** A trigger as the server works with it. */
export interface TriggerRecord extends Omit<Trigger, 'kind' | 'config' | 'mapping' | 'runs' | 'overlap'> {
  readonly kind: TriggerKind
  readonly config: TriggerConfig
  readonly mapping: { readonly [input: string]: string } | null
  readonly runs: RunsChoice
  readonly overlap: Overlap
}

/** A row whose JSON has been looked at again: what an older version has written gets the defaults of this one. */
export function triggerRecord(row: Trigger): TriggerRecord {
  const config = TriggerConfig.parse(row.config)
  // both columns are written from checked settings only
  return { ...row, kind: config.kind, config, mapping: row.mapping as TriggerRecord['mapping'], runs: RunsChoice.parse(row.runs), overlap: row.overlap as Overlap }
}
