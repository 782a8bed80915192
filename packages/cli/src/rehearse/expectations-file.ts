import { existsSync, writeFileSync } from 'node:fs'
import { brokenExpectations, cellsOf, expectationOf, expectationsSchema, type BrokenExpectation, type FailureMatrix } from '@eddy/rehearsal'
import { parseJson, readText } from '../read-document.ts'
import { problemOf, Refusal } from '../refusal.ts'

/** The expectations of a file that the matrix does not meet. */
export function checkExpectationsFile(file: string, matrix: FailureMatrix): { readonly expected: number; readonly broken: readonly BrokenExpectation[] } {
  if (!existsSync(file)) throw new Refusal(`there are no expectations at ${file}; --update writes them`, [problemOf('UNREADABLE_FILE', `there is no ${file}`)])
  const read = expectationsSchema.safeParse(parseJson(readText(file), file))
  if (!read.success) throw new Refusal(`${file} holds no expectations`, read.error.issues.map(({ path, message }) => problemOf('INVALID_EXPECTATIONS', `${path.join('.')}: ${message}`)))
  return { expected: read.data.cells.length, broken: brokenExpectations(matrix, read.data.cells) }
}

/** Expects from now on what every cell that is reached comes to. */
export function writeExpectationsFile(file: string, matrix: FailureMatrix): number {
  const cells = cellsOf(matrix).filter(({ reached }) => reached).map(expectationOf)
  writeFileSync(file, `${JSON.stringify({ expectations: 1, workflow: matrix.workflow, cells }, null, 2)}\n`)
  return cells.length
}
