import { type RunStatus, waitWords } from '@eddy/engine'
import { asList, asObject, asText } from './server.ts'

/** What the command line tells of a run. */
export interface RunLine {
  readonly id: string
  readonly status: RunStatus
  /** False: it waits for its turn, and nothing of it has been done. */
  readonly begun: boolean
  readonly workflow: string
  readonly startedAt: string
  readonly durationMs: number | null
  /** What it waits for before it begins, as a sentence. */
  readonly waits: string
  readonly error: string
  readonly undone: number
  readonly left: number
}

export function runLine(row: unknown): RunLine {
  const run = asObject(row) ?? {}
  const error = asObject(run['error'])
  const step = asText(error?.['step'])
  return {
    id: asText(run['id']),
    // the server's own word
    status: asText(run['status']) as RunStatus,
    begun: run['begun'] !== false,
    workflow: asText(run['workflowName']),
    startedAt: asText(run['startedAt']),
    durationMs: typeof run['durationMs'] === 'number' ? run['durationMs'] : null,
    waits: waitLines(run['waits'])[0] ?? '',
    error: error === undefined ? '' : `${step === '' ? '' : `${step}: `}${asText(error['message'])}`,
    undone: Number(run['undone'] ?? 0),
    left: Number(run['left'] ?? 0),
  }
}

/** Columns as wide as their widest cell; the last is as long as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')
}

/** `waiting` while nothing of it has been done, as the page says it. */
function wordOf(status: RunStatus, begun: boolean): string {
  return !begun && status === 'running' ? 'waiting' : status
}

export function runTable(items: readonly unknown[]): string {
  const lines = items.map(runLine)
  return table([
    ['RUN', 'STATE', 'WORKFLOW', 'STARTED', 'TOOK', 'UNDONE', 'LEFT', 'ERROR'],
    ...lines.map(({ id, status, begun, workflow, startedAt, durationMs, undone, left, waits, error }) => [id, wordOf(status, begun), workflow, startedAt, durationMs === null ? '-' : `${Math.round(durationMs)} ms`, String(undone), String(left), error || waits]),
  ])
}

/** What happened, in a sentence; then where the rest is. */
export function runSentence(row: unknown): string {
  const { id, status, begun, workflow, error, undone, left } = runLine(row)
  const rolledBack = undone > 0 || left > 0 ? ` ${undone} undone${left > 0 ? `, ${left} still in place` : ''}.` : ''
  return `Run ${id} of ${workflow}: ${wordOf(status, begun).replaceAll('_', ' ')}.${error === '' ? '' : ` ${error}${/[.!?]$/.test(error) ? '' : '.'}`}${rolledBack}`
}

/** What a run waits for that has not begun, from `run.get` or `run.list`; nothing for any other. */
export function waitLines(waits: unknown): readonly string[] {
  const { what, underWay, most, ahead, key } = asObject(waits) ?? {}
  if (what !== 'place' && what !== 'workflow' && what !== 'key') return []
  return [`${waitWords({ what, underWay: Number(underWay), most: Number(most), ahead: Number(ahead), key: asText(key) })}.`]
}

/** The server that has the run in hand, or had it at its end, from `run.get`; nothing where that is not known. */
export function driverLines(driver: unknown): readonly string[] {
  const known = asObject(driver)
  if (known === undefined) return []
  const engine = asText(known['engine'])
  const version = asText(known['version'])
  // with Restate the version is in the engine's name
  const drives = [engine, ...(version === '' || engine.includes(version) ? [] : [`Eddy ${version}`])].filter((word) => word !== '').join(', ')
  return [`Server: ${asText(known['server'])}${drives === '' ? '' : ` (${drives})`}${known['alive'] === false ? '; its lease has ended, and another server takes the run up' : ''}`]
}

/** How each step stands, from `run.results`. */
export function stepTable(steps: unknown): string {
  const entries = Object.entries(asObject(steps) ?? {})
  if (entries.length === 0) return ''
  return table([
    ['STEP', 'STATE', 'ATTEMPT', ''],
    ...entries.map(([path, state]) => {
      const step = asObject(state) ?? {}
      const error = asObject(step['error'])
      return [path, `${asText(step['status'])}${step['undone'] === true ? ', undone' : ''}`, typeof step['attempt'] === 'number' ? String(step['attempt']) : '', asText(error?.['message'])]
    }),
  ])
}

export function paths(value: unknown): readonly string[] {
  return asList(value).map((one) => (typeof one === 'string' ? one : asText(asObject(one)?.['path'])))
}
