import { createRunView, type Plan, type RunEvent, type StepView } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { foldInTurns } from './fold-in-turns.ts'

/** One step of a run as its log has it; times are milliseconds since the epoch. Elements of a map stand for themselves in the log and are left out here. */
export interface RecordedStep {
  readonly status: StepView['status']
  readonly attempt: number
  readonly startedAt?: number
  readonly endedAt?: number
  readonly value?: Json
  readonly error?: { readonly code: string; readonly message: string }
  readonly undone: boolean
  /** Who answered in the step's place: `pin`, `past` or `cache`. */
  readonly by?: string
}

/** Folds a log into what it says of each step of the document. */
export async function recordedSteps(plan: Plan, events: readonly RunEvent[]): Promise<{ readonly [path: string]: RecordedStep }> {
  const view = createRunView(plan)
  await foldInTurns(view, events)
  const by = answeredBy(events)
  const steps: { [path: string]: RecordedStep } = {}
  for (const path of view.paths()) {
    const step = path.includes('[') ? undefined : view.step(path)
    if (step !== undefined && step.status !== 'idle') steps[path] = recorded(step, by.get(path))
  }
  return steps
}

function recorded({ status, attempt, startedAt, endedAt, value, error, undo }: StepView, by: string | undefined): RecordedStep {
  return {
    status,
    attempt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(value === undefined ? {} : { value }),
    ...(error === undefined || status !== 'failed' ? {} : { error: { code: error.code, message: error.message } }),
    undone: undo?.status === 'done',
    ...(by === undefined ? {} : { by }),
  }
}

function answeredBy(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const event of events) if (event.type === 'step.succeeded' && event.step !== undefined && event.data.by !== undefined) found.set(event.step, event.data.by)
  return found
}
