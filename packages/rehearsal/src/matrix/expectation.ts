import { z } from 'zod'
import { FAULT_WORDS, type FaultKind } from '../run/fault.ts'
import type { End } from '../run/rehearsal.ts'
import { cellAt, type FailureMatrix, type MatrixCell } from './matrix.ts'
import { END_WORDS } from './matrix-table.ts'

/** What a cell is to come to. Kept beside the workflow; a cell that comes to anything else is a failing test. */
export interface Expectation {
  readonly step: string
  readonly kind: FaultKind
  readonly end: End
  /** Paths in the order of undoing. */
  readonly undone: readonly string[]
  /** Paths of the steps whose effects stay, each once. */
  readonly residue: readonly string[]
}

const KINDS = Object.keys(FAULT_WORDS) as [FaultKind, ...FaultKind[]]
const ENDS = Object.keys(END_WORDS) as [End, ...End[]]

export const expectationSchema = z.strictObject({
  step: z.string().min(1),
  kind: z.enum(KINDS),
  end: z.enum(ENDS),
  undone: z.array(z.string()),
  residue: z.array(z.string()),
})

/** The file that expectations are kept in, beside the workflow. */
export const expectationsSchema = z.strictObject({ expectations: z.literal(1), workflow: z.string(), cells: z.array(expectationSchema) })

/** A cell as it is now, to be expected from now on. */
export function expectationOf({ step, kind, end, undone, residue }: MatrixCell): Expectation {
  return { step, kind, end, undone: [...undone], residue: [...new Set(residue.map((entry) => entry.step))].toSorted() }
}

export interface BrokenExpectation {
  readonly expectation: Expectation
  readonly message: string
}

/** The expectations that the matrix does not meet, each with what is different. A cell that is not reached meets none. */
export function brokenExpectations(matrix: FailureMatrix, expectations: readonly Expectation[]): readonly BrokenExpectation[] {
  return expectations.flatMap((expectation) => {
    const cell = cellAt(matrix, expectation.step, expectation.kind)
    const differences = cell === undefined ? ['there is no such step any more'] : differencesOf(cell, expectation)
    const about = `${expectation.step} ${FAULT_WORDS[expectation.kind]}`
    return differences.length === 0 ? [] : [{ expectation, message: `${about}: ${differences.join('; ')}` }]
  })
}

function differencesOf(cell: MatrixCell, expected: Expectation): readonly string[] {
  if (!cell.reached) return [cell.reason ?? 'it is not reached']
  const now = expectationOf(cell)
  return [
    ...(now.end === expected.end ? [] : [`it was to end ${END_WORDS[expected.end]}, and ends ${END_WORDS[now.end]}`]),
    ...(same(now.undone, expected.undone) ? [] : [`undone was to be ${list(expected.undone)}, and is ${list(now.undone)}`]),
    ...(same(now.residue, expected.residue) ? [] : [`left was to be ${list(expected.residue)}, and is ${list(now.residue)}`]),
  ]
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

function list(paths: readonly string[]): string {
  return paths.length === 0 ? 'nothing' : paths.join(', ')
}
