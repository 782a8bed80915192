import { expectationSchema, type Expectation } from '@eddy/rehearsal'
import { z } from 'zod'
import type { Expectation as Row } from '../db/index.ts'

/** What a cell of the failure matrix is to come to, with the fixture that it was rehearsed with; '' for values that are made up. */
export type ExpectationRecord = Expectation & { readonly fixture: string }

export const expectationRecord = expectationSchema.extend({ fixture: z.string().max(120) })

/** A row as the page gets it; the columns were checked when they were written. */
export function recordOf({ fixture, step, kind, end, undone, residue }: Row): ExpectationRecord {
  return expectationRecord.parse({ fixture, step, kind, end, undone, residue })
}
