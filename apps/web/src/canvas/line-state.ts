import type { StepStatus } from '@eddy/engine'
import type { EdgeKind } from '../store/document/edges.ts'
import type { CardState } from './card-state.ts'

/** How a line looks during a run; `plain` while editing. */
export type LineState = 'plain' | 'idle' | 'reached' | 'active' | 'failed' | 'undoing' | 'undone'

const done: ReadonlySet<StepStatus> = new Set(['succeeded', 'skipped'])
const reached: ReadonlySet<StepStatus> = new Set(['running', 'retrying', 'waiting', 'compensating', 'succeeded', 'skipped', 'halted', 'in_doubt', 'straggler', 'cancelled'])

export function lineState(kind: EdgeKind, from: CardState | undefined, to: CardState | undefined): LineState {
  if (kind === 'undo') return undoState(from)
  if (kind === 'compensate') return from?.status === 'compensating' ? 'active' : 'idle'
  return from && to ? forwardState(from, to) : 'idle'
}

function undoState(from: CardState | undefined): LineState {
  if (from?.undo === 'running') return 'undoing'
  if (from?.undo === 'done') return 'undone'
  if (from?.undo === 'failed') return 'failed'
  return from && done.has(from.status) ? 'reached' : 'idle'
}

/** The rollback flows back only over lines that the run had come along. */
function forwardState(from: CardState, to: CardState): LineState {
  if (to.status === 'failed' || to.status === 'undo_failed') return 'failed'
  if (to.status === 'undoing' || (from.status === 'undoing' && to.undo)) return 'undoing'
  if (to.status === 'undone') return 'undone'
  if (to.status === 'running' && (done.has(from.status) || from.undo)) return 'active'
  return reached.has(to.status) || to.undo ? 'reached' : 'idle'
}
