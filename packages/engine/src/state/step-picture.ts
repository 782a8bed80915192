import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import { openTaskOf } from '../decide/open-tasks.ts'
import { isFinal, type RunState } from './run-state.ts'
import type { StepView } from './run-view.ts'
import type { StepStatus } from './status.ts'
import type { StepHistory } from './step-history.ts'
import type { StepInstance } from './run-tree.ts'

/** What a picture takes from the step itself. */
export interface Pictured {
  readonly path: string
  readonly status: StepStatus
  readonly attempt: number
  readonly arguments?: { readonly [name: string]: Json } | undefined
  readonly value?: Json | undefined
  readonly error?: RunError | undefined
  readonly elements?: StepView['elements']
  readonly dueAt?: number | undefined
  readonly task?: StepView['task'] | undefined
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** A step of a run as it stands. */
export function stepPicture(state: RunState, step: StepInstance, history: StepHistory): StepView {
  const { path, attempt, value, error } = step
  // one that has not been reached in this round has nothing to tell of the round before
  if (step.status === 'idle') return { path, status: 'idle', attempt: 0, attempts: [] }
  return picture({ path, status: shownStatus(state, step), attempt, arguments: step.arguments, value, error, elements: countsElements(step) ? elementsOf(step) : undefined, dueAt: dueTime(state, path), task: state.offers.size > 0 ? openTaskOf(state, step) : undefined }, history)
}

export function picture(step: Pictured, history: StepHistory): StepView {
  const view: Writable<StepView> = new Picture(step)
  view.attempts = history.attempts
  addHistory(view, history)
  if (step.dueAt !== undefined) view.dueAt = step.dueAt
  if (step.arguments !== undefined) view.arguments = step.arguments
  if (step.value !== undefined) view.value = step.value
  if (step.error !== undefined) view.error = step.error
  if (step.elements !== undefined) view.elements = step.elements
  if (step.task !== undefined) view.task = step.task
  return view
}

const NONE: StepView['attempts'] = []

/** A class, so that what is added to it has its room in it from the start. */
class Picture {
  attempts: StepView['attempts'] = NONE
  readonly path: string
  readonly status: StepStatus
  readonly attempt: number

  constructor({ path, status, attempt }: Pictured) {
    this.path = path
    this.status = status
    this.attempt = attempt
  }
}

function addHistory(view: Writable<StepView>, { readyAt, startedAt, endedAt, undo, branch, gates, refusal }: StepHistory): void {
  if (readyAt !== undefined) view.readyAt = readyAt
  if (startedAt !== undefined) view.startedAt = startedAt
  if (endedAt !== undefined) view.endedAt = endedAt
  if (undo !== undefined) view.undo = undo
  if (branch !== undefined) view.branch = branch
  if (gates !== undefined) view.gates = gates
  if (refusal !== undefined) view.refusal = refusal
}

function dueTime({ timers }: RunState, path: string): number | undefined {
  if (timers.size === 0) return undefined
  return (timers.get(`retry:${path}`) ?? timers.get(`wait:${path}`) ?? timers.get(`signal:${path}`))?.dueAt
}

/** A step that the end of the run has stopped shows as cancelled. */
export function shownStatus(state: RunState, step: StepInstance): StepStatus {
  const over = isFinal(state.status) || state.status === 'rolling_back'
  const pending = step.status === 'queued' || step.status === 'running' || step.status === 'retrying' || step.status === 'waiting'
  return over && pending && step.duty === null ? 'cancelled' : step.status
}

/** Whether its picture says how many of its elements or rounds have come how far. */
export function countsElements({ plan }: StepInstance): boolean {
  return plan.map !== null || plan.native === 'repeat'
}

export function elementsOf(step: StepInstance): StepView['elements'] {
  if (!step.container) return undefined
  const { elements, settled, failures, scopes, opened, stream } = step.container
  return { total: stream === null ? Math.max(elements.length, opened) : opened, succeeded: settled - failures, running: scopes.size, failed: failures }
}
