import { waitWords } from '@eddy/engine'
import type { RunRow } from './run-types.ts'

export function nameOf({ workflowTitle, workflowName }: Pick<RunRow, 'workflowTitle' | 'workflowName'>): string {
  return workflowTitle ?? workflowName
}

export function undoneWords({ undone, left }: Pick<RunRow, 'undone' | 'left'>): string {
  return [...(undone === 0 ? [] : [`${undone} undone`]), ...(left === 0 ? [] : [`${left} left`])].join(', ')
}

/** What tells a run from others of its workflow: what it ran as, and for what. */
export function chipsOf({ version, environment, canary, fixture, target }: RunRow): readonly string[] {
  return [
    ...(version === null ? [] : [`v${version}`]),
    ...(environment === null ? [] : [canary ? `${environment} canary` : environment]),
    ...(fixture === null ? [] : [`Fixture ${fixture}`]),
    ...(target === null ? [] : [`Part: ${target}`]),
  ]
}

const from = { again: 'Run again', retry: 'Begun at the failure of another run', restart: 'Begun at a step of another run', child: 'Started by a step of another run' } as const

/** One line about a run: why it failed, what it waits for, or where it comes from. */
export function lineOf({ error, origin, trigger, waits, stuck }: Pick<RunRow, 'error' | 'origin' | 'trigger' | 'waits' | 'stuck'>): string {
  if (stuck !== null) return `Stands still: ${stuck.why}`
  if (waits !== null) return waitWords(waits)
  return error?.message ?? (origin !== null ? from[origin.how] : trigger === null ? '' : `Started by ${trigger.name}`)
}
