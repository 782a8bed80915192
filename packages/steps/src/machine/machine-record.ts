import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import type { MachineConfig } from './machine-config.ts'

const json = z.custom<Json>((value) => value !== undefined)
/** Events that stand: an undo takes its own away again. So the undos of one run find, one after the other, the version they left. */
const version = z.int().min(0)

const resultSchema = z.object({
  key: z.string().nullable(),
  state: z.string(),
  context: json,
  previous: z.object({ state: z.string(), context: json, version }),
  version,
  changed: z.boolean(),
})

const recordSchema = z.object({
  state: z.string(),
  context: json,
  version,
  /** The last events, oldest first: a repeat gets the same result again. */
  applied: z.array(z.object({ by: z.string(), result: resultSchema })),
  /** Idempotency keys of the last undos, oldest first. */
  undone: z.array(z.string()),
})

/** The value of a machine step. */
export type MachineResult = Readonly<z.infer<typeof resultSchema>>
/** What is kept of one machine and key. */
export type MachineRecord = Readonly<z.infer<typeof recordSchema>>

/** More than one, since other runs may send events between an attempt and its repeat. */
const REMEMBERED = 20

export function readRecord(value: Json): MachineRecord {
  return recordSchema.parse(value)
}

export function newRecord({ initial, context = null }: MachineConfig): MachineRecord {
  return { state: initial, context, version: 0, applied: [], undone: [] }
}

/** Undefined when the value is not a machine's own, as after a handler has answered in its place. */
export function readResult(value: Json): MachineResult | undefined {
  return resultSchema.safeParse(value).data
}

export function resultOf({ applied }: MachineRecord, by: string): MachineResult | undefined {
  return applied.find((event) => event.by === by)?.result
}

export function withResult(record: MachineRecord, by: string, result: MachineResult): MachineRecord {
  const { state, context } = result
  return {
    state,
    context,
    version: result.version,
    applied: [...record.applied, { by, result }].slice(-REMEMBERED),
    // what happens anew can be undone anew
    undone: record.undone.filter((key) => key !== by),
  }
}

export function withoutResult(record: MachineRecord, by: string, { previous }: MachineResult): MachineRecord {
  return { ...previous, applied: record.applied.filter((event) => event.by !== by), undone: [...record.undone, by].slice(-REMEMBERED) }
}
