import type { StepStatus } from '@eddy/engine'

/** What needs looking at most comes first; the rest follows in the order of a run. */
export const byUrgency: readonly StepStatus[] = ['undo_failed', 'failed', 'in_doubt', 'halted', 'compensating', 'retrying', 'undoing', 'straggler', 'running', 'waiting', 'undone', 'cancelled', 'succeeded', 'queued', 'skipped']
