import type { StepView } from '@eddy/engine'
import type { StepNames } from './step-names.ts'
import { depthOf, parentOf } from './step-names.ts'

export interface Bar {
  readonly kind: 'work' | 'wait' | 'backoff' | 'undo' | 'doubt'
  readonly from: number
  /** Undefined while it grows. */
  readonly to: number | undefined
  readonly failed: boolean
}

export interface TimelineRow {
  readonly path: string
  readonly step: StepView
  readonly depth: number
  /** Steps inside that have rows of their own. */
  readonly inner: number
  readonly open: boolean
}

/** Containers with more rows inside than this start out closed. */
const closedAbove = 12

/** The rows in the order in which steps were reached, inner steps under their container. `toggled`: containers not as they start out. */
export function timelineRows(steps: readonly StepView[], toggled: ReadonlySet<string>): readonly TimelineRow[] {
  const inside = new Map<string | undefined, StepView[]>()
  const known = new Set(steps.map((step) => step.path))
  for (const step of steps) {
    const parent = parentOf(step.path)
    const key = parent !== undefined && known.has(parent) ? parent : undefined
    const siblings = inside.get(key)
    if (siblings) siblings.push(step)
    else inside.set(key, [step])
  }
  const rows: TimelineRow[] = []
  function add(list: readonly StepView[]) {
    for (const step of list) {
      const inner = inside.get(step.path) ?? []
      const open = inner.length > 0 && inner.length <= closedAbove !== toggled.has(step.path)
      rows.push({ path: step.path, step, depth: depthOf(step.path), inner: inner.length, open })
      if (open) add(inner)
    }
  }
  add(inside.get(undefined) ?? [])
  return rows
}

/** The bars of a step: one per attempt, what lies between attempts, and its undo. */
export function barsOf(step: StepView, names: StepNames): readonly Bar[] {
  const waits = step.status === 'waiting' || names.stepOf(step.path)?.kind.startsWith('wait.') === true
  const bars: Bar[] = []
  step.attempts.forEach((attempt, index) => {
    const kind = attempt.outcome === 'interrupted' ? 'doubt' : waits ? 'wait' : 'work'
    const failed = attempt.outcome === 'failed' || attempt.outcome === 'retrying'
    bars.push({ kind, from: attempt.startedAt, to: attempt.endedAt ?? step.endedAt, failed })
    const next = step.attempts[index + 1]
    if (attempt.endedAt !== undefined && (next || step.status === 'retrying')) bars.push({ kind: 'backoff', from: attempt.endedAt, to: next?.startedAt, failed: false })
  })
  if (step.attempts.length === 0 && step.startedAt !== undefined) bars.push({ kind: waits ? 'wait' : 'work', from: step.startedAt, to: step.endedAt, failed: step.status === 'failed' })
  if (step.undo) bars.push({ kind: 'undo', from: step.undo.startedAt, to: step.undo.endedAt, failed: step.undo.status === 'failed' })
  return bars
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const roundSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, ...[1, 2, 5, 10, 15, 30].map((count) => count * second), ...[1, 2, 5, 10, 15, 30].map((count) => count * minute), ...[1, 2, 3, 6, 12].map((count) => count * hour)]

/** A round distance in time for the axis, such that at most `most` of them fit into `span`. */
export function tickStep(span: number, most: number): number {
  const days = Math.ceil(span / (24 * hour) / most)
  return roundSteps.find((step) => span / step <= most) ?? days * 24 * hour
}
