import type { FailureRow } from './failure-types.ts'

export interface FailureFilter {
  readonly state: 'open' | 'resolved' | 'all'
  /** Days back from now; 0: ever. */
  readonly days: number
  readonly workflowId?: string
  readonly words: string
}

const DAYS = 7

/** The filter that an address names. By default what is not dealt with, of the last seven days. */
export function failureFilterOf(search: string): FailureFilter {
  const params = new URLSearchParams(search)
  const [state, days, workflowId] = [params.get('state'), params.get('days'), params.get('workflow')]
  return {
    state: state === 'resolved' || state === 'all' ? state : 'open',
    days: days !== null && /^\d{1,4}$/.test(days) ? Number(days) : DAYS,
    words: params.get('words') ?? '',
    ...(workflowId ? { workflowId } : {}),
  }
}

export function failuresAddress({ state, days, workflowId, words }: FailureFilter): string {
  const params = new URLSearchParams()
  if (state !== 'open') params.set('state', state)
  if (days !== DAYS) params.set('days', String(days))
  if (workflowId) params.set('workflow', workflowId)
  if (words !== '') params.set('words', words)
  return params.size === 0 ? '/failures' : `/failures?${params.toString()}`
}

/** Since when failures are asked for. */
export function sinceOf(days: number, now: number): string {
  return new Date(days === 0 ? 0 : now - days * 86_400_000).toISOString()
}

/** Open failures are also those that have come again. */
export function showsFailure({ state, words }: FailureFilter, row: FailureRow): boolean {
  if (state !== 'all' && (row.state === 'resolved') !== (state === 'resolved')) return false
  const text = [row.error.message, row.error.code, row.error.step ?? '', row.stepTitle ?? '', row.workflowTitle ?? '', row.workflowName, row.owner ?? '', row.reason].join('\n').toLowerCase()
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

/** The runs of a failure: where its link goes. */
export function runsAddress(fingerprint: string, days: number): string {
  return `/runs?${days === 0 ? '' : `within=${days * 86_400_000}&`}failure=${encodeURIComponent(fingerprint)}`
}
