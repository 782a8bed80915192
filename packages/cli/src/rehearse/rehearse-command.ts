import { accidentDrill, ACCIDENT_WORDS, cellSentence, cellsOf, compensationCoverage, durationWords, failureMatrix, matrixTable, rehearse, type FailureMatrix, type Rehearsal } from '@eddy/rehearsal'
import { EXIT, exitCode } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { checkExpectationsFile, writeExpectationsFile } from './expectations-file.ts'
import { openLogic, openStage, type OpenStage, type StageOptions } from './open-stage.ts'
import { parseFault } from './parse-fault.ts'
import { backtestReport } from './backtest-report.ts'

export interface RehearseOptions extends StageOptions {
  readonly fail: readonly string[]
  readonly matrix: boolean
  readonly expect?: string
  readonly update: boolean
  readonly coverage: boolean
  readonly require?: string
  readonly drill: boolean
  readonly backtest: readonly string[]
  readonly events: boolean
  readonly json: boolean
}

/** One part of what was asked for: its words, its data, and its exit code. */
interface Report {
  readonly key: string
  readonly lines: readonly string[]
  readonly data: unknown
  readonly code: number
}

type Opened = Pick<OpenStage, 'stage' | 'fixture'>

/** `eddy rehearse FILE`: the real engine, no effects. Parts are reported one after the other; the worst exit code counts. */
export async function rehearseCommand(file: string, options: RehearseOptions, output: Output): Promise<number> {
  const { logic, close } = openLogic()
  try {
    const opened = openStage(file, options, { output, logic })
    const reports = await reportsOf(opened, options)
    if (options.json) output.out(JSON.stringify({ label: 'rehearsed', ...Object.fromEntries(reports.map(({ key, data }) => [key, data])) }))
    else output.out(reports.map(({ lines }) => lines.join('\n')).join('\n\n'))
    return Math.max(...reports.map(({ code }) => code))
  } finally {
    await close()
  }
}

async function reportsOf(opened: Opened, options: RehearseOptions): Promise<readonly Report[]> {
  const reports: Report[] = [...(await matrixReports(opened, options))]
  if (options.drill) reports.push(await drillReport(opened))
  if (options.backtest.length > 0) reports.push(await backtestReport(opened.stage, options.backtest))
  return reports.length > 0 && options.fail.length === 0 ? reports : [await singleReport(opened, options), ...reports]
}

async function matrixReports(opened: Opened, options: RehearseOptions): Promise<readonly Report[]> {
  const cells = options.matrix || options.expect !== undefined
  const coverage = options.coverage || options.require !== undefined
  if (!cells && !coverage) return []
  const matrix = await failureMatrix(opened.stage, { fixture: opened.fixture })
  return [...(cells ? [matrixReport(matrix, options)] : []), ...(coverage ? [coverageReport(opened, matrix, options.require)] : [])]
}

async function singleReport({ stage, fixture }: Opened, { fail, events }: RehearseOptions): Promise<Report> {
  const rehearsal = await rehearse(stage, { fixture, faults: fail.map(parseFault) })
  const { label: _label, runId: _runId, deeds: _deeds, undoCalls: _undoCalls, events: log, ...data } = rehearsal
  const missed = rehearsal.proofs.flatMap((proof) => (proof.reached ? [] : [`${proof.fault.step}: ${proof.reason}.`]))
  const assumed = rehearsal.assumed.length === 0 ? [] : [`Made up: ${rehearsal.assumed.join(', ')}.`]
  const residue = rehearsal.residue.map(({ step, effect, why }) => `  stays: ${effect} (${step}, ${why.replaceAll('_', ' ')})`)
  return { key: 'rehearsal', lines: [`Rehearsed: ${rehearsal.sentence} ${durationWords(rehearsal.durationMs)}.`, ...residue, ...assumed, ...missed], data: events ? { ...data, events: log } : data, code: missed.length > 0 ? EXIT.notReached : endCode(rehearsal) }
}

function endCode({ end }: Rehearsal): number {
  if (end === 'refused') return EXIT.refused
  return end === 'hangs' || end === 'endless' ? EXIT.halted : exitCode(end)
}

function matrixReport(matrix: FailureMatrix, { expect, update, matrix: asked }: RehearseOptions): Report {
  const missed = cellsOf(matrix).filter(({ reached }) => !reached).map((cell) => `  ${cellSentence(cell, cell.step)}`)
  const lines = asked ? [matrixTable(matrix), ...(missed.length === 0 ? [] : ['', 'Not reached:', ...missed])] : []
  if (expect === undefined) return { key: 'matrix', lines, data: matrix, code: EXIT.succeeded }
  if (update) {
    const written = writeExpectationsFile(expect, matrix)
    return { key: 'matrix', lines: [...lines, `${written} cells are expected from now on, in ${expect}.`], data: { ...matrix, expected: written, broken: [] }, code: EXIT.succeeded }
  }
  const { expected, broken } = checkExpectationsFile(expect, matrix)
  const verdict = broken.length === 0 ? `All ${expected} expectations are met.` : `${broken.length} of ${expected} expectations are broken:`
  return { key: 'matrix', lines: [...lines, ...(asked ? [''] : []), verdict, ...broken.map(({ message }) => `  ${message}`)], data: { ...matrix, expected, broken }, code: broken.length === 0 ? EXIT.succeeded : EXIT.rolledBack }
}

function coverageReport({ stage }: Opened, matrix: FailureMatrix, required: string | undefined): Report {
  const coverage = compensationCoverage(stage, matrix)
  const least = required === undefined ? undefined : Number(required)
  if (least !== undefined && !Number.isFinite(least)) throw new Refusal(`--require: "${required}" is no number`)
  const short = least !== undefined && coverage.percent < least
  const verdict = short ? [`${coverage.percent} % is less than the ${least} % that are required.`] : []
  const lines = [`Compensation coverage ${coverage.percent} % (${coverage.strictPercent} % with half-done failures). ${coverage.sentence}`, ...coverage.steps.map(({ step, state, sentence }) => `  ${step}: ${state.replaceAll('_', ' ')}. ${sentence}`), ...verdict]
  return { key: 'coverage', lines, data: coverage, code: short ? EXIT.rolledBack : EXIT.succeeded }
}

async function drillReport({ stage, fixture }: Opened): Promise<Report> {
  const drill = await accidentDrill(stage, { fixture })
  const lines = [`Accident drill: ${drill.sentence}`, ...drill.steps.flatMap(({ step, badges }) => [`  ${step}`, ...badges.map(({ accident, verdict, sentence }) => `    ${verdict}: ${ACCIDENT_WORDS[accident]}. ${sentence}`)])]
  const broken = drill.steps.some(({ badges }) => badges.some(({ verdict }) => verdict === 'failed'))
  return { key: 'drill', lines, data: drill, code: broken ? EXIT.rolledBack : EXIT.succeeded }
}
