import type { Json } from '@eddy/workflow'
import type { EventData } from '../event/event.ts'
import type { UndoPlan } from '../plan/plan.ts'
import type { StepInstance } from './run-tree.ts'

/** What is told of an undo that begins, for the first time or again. */
export function undoStarted({ plan: { undo }, value = null }: StepInstance): EventData['undo.started'] {
  return undoData(undo, value)
}

export function undoData(undo: UndoPlan, value: Json): EventData['undo.started'] {
  return undo.by === 'handler' ? { value, handler: undo.handler } : { value }
}
