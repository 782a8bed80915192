import { brokenExpectations, cellsOf, compensationCoverage, failureMatrix, performedSteps, type BrokenExpectation, type Coverage, type End, type Expectation, type FailureMatrix, type FaultKind, type Stage } from '@eddy/rehearsal'
import type { Fixture } from '@eddy/workflow'

/** More rows than that are not rehearsed: a contract is computed while its author waits. */
const MAX_ROWS = 150

export interface ContractCell {
  readonly step: string
  readonly kind: FaultKind
  /** Undefined: it was not reached. */
  readonly end?: End
  readonly undone: readonly string[]
  /** Paths of the steps whose effects stay. */
  readonly residue: readonly string[]
  readonly sentence: string
}

/** How a workflow behaves when something fails: computed by rehearsing it, never typed by its author. */
export interface FailureContract {
  /** Version of the engine that rehearsed it. */
  readonly engine: string
  /** ISO 8601. */
  readonly rehearsedAt: string
  readonly contentHash: string
  /** The name of the fixture that it was rehearsed with; null: values were made up. */
  readonly fixture: string | null
  /** Nothing goes wrong. `durationMs` is on the rehearsal's clock. */
  readonly base: Pick<FailureMatrix['base'], 'end' | 'sentence' | 'durationMs'>
  readonly coverage: Coverage
  readonly cells: readonly ContractCell[]
  /** Failures that were rehearsed, that leave nothing behind, that leave something, and that were not reached. */
  readonly counts: { readonly rehearsed: number; readonly clean: number; readonly residue: number; readonly unreached: number }
  readonly broken: readonly BrokenExpectation[]
  /** Steps that were left out of the matrix, since there are too many. */
  readonly omitted: number
  readonly sentence: string
}

export interface ContractRequest {
  readonly engine: string
  readonly at: Date
  readonly fixture?: Fixture
  readonly expectations?: readonly Expectation[]
  /** Called between cells; may wait, to give others their turn. */
  readonly onCell?: () => void | Promise<void>
}

/** Rehearses every step failing in every way. O(steps² × kinds). */
export async function failureContract(stage: Stage, { engine, at, fixture, expectations = [], onCell }: ContractRequest): Promise<FailureContract> {
  const paths = performedSteps(stage).map(({ path }) => path)
  const matrix = await failureMatrix(stage, { ...(fixture ? { fixture } : {}), steps: paths.slice(0, MAX_ROWS), ...(onCell ? { onCell } : {}) })
  const coverage = compensationCoverage(stage, matrix)
  const cells = cellsOf(matrix).map(({ step, kind, reached, end, undone, residue, sentence }): ContractCell => ({ step, kind, ...(reached ? { end } : {}), undone, residue: residue.map((one) => one.step), sentence }))
  const counts = countsOf(cells)
  const { end, sentence, durationMs } = matrix.base
  return {
    engine,
    rehearsedAt: at.toISOString(),
    contentHash: stage.hash,
    fixture: matrix.fixture,
    base: { end, sentence, durationMs },
    coverage,
    cells,
    counts,
    broken: brokenExpectations(matrix, expectations),
    omitted: Math.max(0, paths.length - MAX_ROWS),
    sentence: contractSentence(counts, coverage),
  }
}

function countsOf(cells: readonly ContractCell[]): FailureContract['counts'] {
  const reached = cells.filter(({ end }) => end !== undefined)
  const residue = reached.filter((cell) => cell.residue.length > 0).length
  return { rehearsed: reached.length, clean: reached.length - residue, residue, unreached: cells.length - reached.length }
}

/** `48 failures rehearsed: 46 leave nothing behind, 2 leave something. 100 % of the effects are taken back.` */
function contractSentence({ rehearsed, clean, residue }: FailureContract['counts'], { percent }: Coverage): string {
  if (rehearsed === 0) return 'No failure could be rehearsed.'
  const left = residue === 0 ? 'none leaves anything behind' : `${clean} leave nothing behind, ${residue} leave something`
  return `${rehearsed} failures rehearsed: ${left}. ${percent} % of the effects are taken back.`
}
