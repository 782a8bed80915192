import type { RunRow } from '../run-types.ts'

/** A run that has succeeded, but for what is given. */
export function row(id: string, given: Partial<RunRow> = {}): RunRow {
  return {
    id, workflowId: 'w1', workflowName: 'order', workflowTitle: null, status: 'succeeded', startedAt: '2026-11-21T10:00:00.000Z', endedAt: '2026-11-21T10:00:01.000Z', steps: 1, error: null, undone: 0, left: 0,
    version: null, environment: null, canary: false, durationMs: 1000, fingerprint: null, fixture: null, target: null, origin: null, trigger: null, begun: true, waits: null, stuck: null, ...given,
  }
}
