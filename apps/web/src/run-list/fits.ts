import type { RunFilter, RunRow } from './run-types.ts'

/** Whether a filter finds a run, by what its row says, at a time in milliseconds. The input is not in a row: conditions on it are left to the server. */
export function fits(filter: RunFilter, row: RunRow, now: number): boolean {
  return plain(filter, row) && isAs(filter.left, row.left > 0) && isAs(filter.stuck, row.stuck !== null) && started(filter, row, now) && took(filter, row) && hasWords(filter.error ?? '', row)
}

function plain(filter: RunFilter, row: RunRow): boolean {
  const { ids, status } = filter
  const same = (['workflowId', 'version', 'environment', 'canary', 'fingerprint'] as const).every((field) => filter[field] === undefined || filter[field] === row[field])
  const meant = filter.fingerprint === undefined || (row.fixture === null && row.target === null)
  return same && meant && (ids?.includes(row.id) ?? true) && (!status?.length || status.includes(row.status))
}

function isAs(wanted: boolean | undefined, is: boolean): boolean {
  return wanted === undefined || wanted === is
}

function started({ since, until, withinMs }: RunFilter, { startedAt }: RunRow, now: number): boolean {
  const at = Date.parse(startedAt)
  return (since === undefined || at >= Date.parse(since)) && (until === undefined || at < Date.parse(until)) && (withinMs === undefined || at >= now - withinMs)
}

function took({ minMs, maxMs }: RunFilter, { durationMs }: RunRow): boolean {
  if (minMs === undefined && maxMs === undefined) return true
  return durationMs !== null && durationMs >= (minMs ?? 0) && durationMs <= (maxMs ?? Infinity)
}

function hasWords(text: string, { error }: RunRow): boolean {
  const fields = [error?.code, error?.message, error?.step].map((field) => field?.toLowerCase() ?? '')
  return text.toLowerCase().split(/\s+/).every((word) => word === '' || fields.some((field) => field.includes(word)))
}
