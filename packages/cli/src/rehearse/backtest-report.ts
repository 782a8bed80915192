import type { RunEvent, RunStatus } from '@eddy/engine'
import { backtest, type RecordedRun, type Stage } from '@eddy/rehearsal'
import { EXIT } from '../exit-code.ts'
import { parseJson, readText } from '../read-document.ts'
import { problemOf, Refusal } from '../refusal.ts'

/** Recorded runs, as `eddy run --json --events` prints them, taken through the draft. */
export async function backtestReport(stage: Stage, files: readonly string[]): Promise<{ readonly key: string; readonly lines: readonly string[]; readonly data: unknown; readonly code: number }> {
  const tested = await backtest(stage, files.map(readRun))
  const other = tested.runs.some(({ verdict }) => verdict !== 'same')
  return { key: 'backtest', lines: [tested.sentence, ...tested.runs.map(({ runId, sentence }) => `  ${runId}: ${sentence}`)], data: tested, code: other ? EXIT.rolledBack : EXIT.succeeded }
}

function readRun(file: string): RecordedRun {
  const read = parseJson(readText(file), file)
  const recorded = typeof read === 'object' && read !== null && 'events' in read && Array.isArray(read.events) && 'status' in read && typeof read.status === 'string'
  if (!recorded) throw new Refusal(`${file} is no recorded run`, [problemOf('INVALID_RUN', `${file} has no "status" and "events": print it with eddy run --json --events`)])
  // our own log, read back
  return { runId: file, status: read.status as RunStatus, events: read.events as RunEvent[] }
}
