import type { EventData, LogLine, RunError, RunEvent } from '@eddy/engine'

/** From the most to the least telling. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface EventLine {
  readonly level: LogLevel
  readonly text: string
}

const LEVELS: { readonly [T in RunEvent['type']]?: LogLevel } = {
  'run.failed': 'error',
  'step.failed': 'error',
  'undo.failed': 'error',
  'compensation.failed': 'error',
  'run.halted': 'warn',
  'run.cancelled': 'warn',
  'run.halting': 'info',
  'run.timed_out': 'warn',
  'rollback.started': 'warn',
  'step.retrying': 'warn',
  'step.halted': 'warn',
  'step.interrupted': 'warn',
  'step.straggled': 'warn',
  'undo.retrying': 'warn',
  'compensation.retrying': 'warn',
  'step.ready': 'debug',
  'guard.passed': 'debug',
  'timer.set': 'debug',
  'timer.fired': 'debug',
  'task.heartbeat': 'debug',
}

export function eventLevel({ type }: RunEvent): LogLevel {
  return LEVELS[type] ?? 'info'
}

/** An event in words, with the lines that its step has logged. No value of a step appears in it; the messages of errors do. */
export function eventLines(event: RunEvent, runId: string): readonly EventLine[] {
  const who = event.step === undefined ? `run ${shortId(runId)}` : `run ${shortId(runId)} ${event.step}`
  const details = detailsOf(event)
  const text = [`${who} ${wordsOf(event.type)}`, ...details].join(', ')
  return [...logsOf(event).map((line) => ({ level: line.level === 'log' ? 'info' : line.level, text: oneLine(`${who}: ${line.text}`) })), { level: eventLevel(event), text: oneLine(text) }]
}

/** `started` of a run or step; of all else the whole name: `undo started`. */
function wordsOf(type: RunEvent['type']): string {
  return type.replace(/^(run|step)\./, '').replace('.', ' ').replaceAll('_', ' ')
}

function detailsOf(event: RunEvent): readonly string[] {
  const attempt = event.type === 'step.started' && event.attempt !== undefined ? [`attempt ${event.attempt}`] : []
  return [...attempt, ...ofRun(event), ...ofStep(event)]
}

function ofRun(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'run.started':
      return [`workflow ${event.data.workflow.name}`]
    case 'run.failed':
      return [errorText(event.data.error)]
    case 'run.halted':
      return event.data.reason === undefined ? [] : [event.data.reason.replaceAll('_', ' ')]
    case 'run.cancelled':
      return [event.data.rollback ? 'with rollback' : 'without rollback', ...(event.data.reason === undefined ? [] : [event.data.reason])]
    case 'rollback.started':
      return [event.data.reason, ...(event.data.scope === undefined ? [] : [`of ${event.data.scope}`])]
    case 'rollback.completed':
      return rolledBack(event.data)
    default:
      return []
  }
}

function ofStep(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'step.failed':
    case 'undo.failed':
    case 'compensation.failed':
      return [errorText(event.data.error)]
    case 'step.retrying':
    case 'undo.retrying':
    case 'compensation.retrying':
      return [`in ${event.data.delayMs} ms`, ...(event.data.reason === null ? [] : [errorText(event.data.reason)])]
    case 'step.succeeded':
      return event.data.by === undefined ? [] : [`by ${event.data.by}`]
    case 'step.interrupted':
      return doubtWords(event.data)
    case 'undo.resolved':
      return [event.data.how.replaceAll('_', ' '), event.data.reason]
    default:
      return []
  }
}

function rolledBack({ undone, left, residue }: EventData['rollback.completed']): readonly string[] {
  return [`${undone.length} undone`, ...(left.length > 0 ? [`left: ${left.join(' ')}`] : []), ...(residue.length > 0 ? [`stays: ${residue.join(' ')}`] : [])]
}

function errorText({ code, message }: RunError): string {
  return `${code}: ${message}`
}

function logsOf(event: RunEvent): readonly LogLine[] {
  return 'logs' in event.data && Array.isArray(event.data.logs) ? event.data.logs : []
}

function shortId(runId: string): string {
  return runId.length > 8 ? `${runId.slice(0, 8)}…` : runId
}

/** Texts from steps must not be able to forge further lines. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function doubtWords({ cause, error }: EventData['step.interrupted']): readonly string[] {
  return error ? [cause, errorText(error)] : [cause]
}
