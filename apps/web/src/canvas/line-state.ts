import type { StepStatus } from '@eddy/engine'
import type { EdgeKind } from '../store/document/edges.ts'
import type { CardState } from './card-state.ts'

/** How a line looks during a run; `plain` while editing. */
export type LineState = 'plain' | 'idle' | 'reached' | 'active' | 'failed' | 'undoing' | 'undone'

const done: ReadonlySet<StepStatus> = new Set(['succeeded', 'skipped'])
const reached: ReadonlySet<StepStatus> = new Set(['running', 'retrying', 'waiting', 'compensating', 'succeeded', 'skipped', 'halted', 'in_doubt', 'straggler', 'cancelled'])

export function lineState(kind: EdgeKind, from: CardState | undefined, to: CardState | undefined): LineState {
  if (kind === 'undo') {
    if (from?.undo === 'running') return 'undoing'
    if (from?.undo === 'done') return 'undone'
    return from?.undo === 'failed' ? 'failed' : from && done.has(from.status) ? 'reached' : 'idle'
  }
  if (kind === 'compensate') return from?.status === 'compensating' ? 'active' : 'idle'
  if (!from || !to) return 'idle'
  if (to.status === 'undoing' || from.status === 'undoing') return to.status === 'failed' ? 'failed' : 'undoing'
  if (to.status === 'undone') return 'undone'
  if (to.status === 'failed' || to.status === 'undo_failed') return 'failed'
  if (to.status === 'running' && (done.has(from.status) || from.undo)) return 'active'
  return reached.has(to.status) || to.undo ? 'reached' : 'idle'
}
