import type { Json } from '@eddy/workflow'
import { EngineError, must } from '../error/engine-error.ts'
import type { TaskOutcome } from '../event/event.ts'
import { isClaimable, isWanted, openTasks, type OpenTask } from '../decide/open-tasks.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { TaskOffer } from '../state/task-offer.ts'
import type { Performer } from './performer.ts'

/** What a worker outside says of a task. `fence`: that of its claim. */
export type TaskWord = { readonly task: number } & (
  | { readonly say: 'claim'; readonly worker: string }
  | { readonly say: 'heartbeat'; readonly fence: number; readonly progress?: Json }
  | { readonly say: 'release'; readonly fence: number; readonly note?: string }
  | { readonly say: 'complete'; readonly fence: number; readonly outcome: TaskOutcome }
)

/** A task that a worker has in hand. */
export interface TaskInHand extends OpenTask {
  readonly claim: NonNullable<OpenTask['claim']>
  /** False: the run no longer wants it; the worker should stop, and say how far it came. */
  readonly wanted: boolean
}

/** Checks what a worker says, then has it recorded. Throws EngineError TASK_TAKEN, TASK_OVER, TASK_NOT_HELD, RESULT_UNFIT. */
export function sayOfTask(performer: Performer, word: TaskWord): TaskInHand | null {
  const [step, offer] = offered(performer, word.task)
  switch (word.say) {
    case 'claim':
      return claim(performer, { step, offer, worker: word.worker })
    case 'heartbeat':
      return heartbeat(performer, held(step, offer, word.fence), word.progress)
    case 'release':
      return release(performer, held(step, offer, word.fence), word.note)
    case 'complete':
      return complete(performer, held(step, offer, word.fence), word.outcome)
  }
}

interface Held {
  readonly step: StepInstance
  readonly offer: TaskOffer
  readonly worker: string
}

function offered({ state }: Performer, task: number): readonly [StepInstance, TaskOffer] {
  for (const entry of state.offers) if (entry[1].task === task && entry[1].outcome === undefined) return entry
  throw new EngineError('TASK_OVER', 'the run no longer wants this task: it has ended, or the run has gone on without it; stop working on it')
}

function held(step: StepInstance, offer: TaskOffer, fence: number): Held {
  const { claim } = offer
  if (claim !== undefined && offer.fence === fence) return { step, offer, worker: claim.worker }
  const now = claim === undefined ? 'it is offered to all again' : `"${claim.worker}" has it now`
  throw new EngineError('TASK_NOT_HELD', `the claim with the fence ${fence} has ended, since its lease ran out or the task was given back; ${now}. Claim a task anew`)
}

function claim(performer: Performer, { step, offer, worker }: Held): TaskInHand {
  const { state } = performer
  if (!isClaimable(state, step, offer)) throw new EngineError('TASK_TAKEN', offer.claim ? `"${offer.claim.worker}" has this task in hand until its lease ends` : `the run is ${state.status}, and offers this task again when it goes on`)
  const { task, leaseMs } = offer
  performer.act(() => performer.record('task.claimed', { task, worker, fence: offer.fence + 1, leaseUntil: state.now + leaseMs }, step))
  return inHand(performer, offer)
}

function heartbeat(performer: Performer, { step, offer }: Held, progress: Json | undefined): TaskInHand {
  const { task, fence, leaseMs } = offer
  performer.act(() => performer.record('task.heartbeat', { task, fence, leaseUntil: performer.state.now + leaseMs, ...(progress === undefined ? {} : { progress }) }, step))
  return inHand(performer, offer)
}

function release(performer: Performer, { step, offer: { task, fence }, worker }: Held, note: string | undefined): null {
  performer.act(() => performer.record('task.released', { task, worker, fence, reason: 'given_back', ...(note === undefined ? {} : { note }) }, step))
  return null
}

/** A result that does not fit is refused, and the task stays with its worker. */
function complete(performer: Performer, { step, offer: { task, fence, schema, queue }, worker }: Held, outcome: TaskOutcome): null {
  const faults = outcome.kind === 'ok' && isSchema(schema) ? (performer.ports.evaluator.faults?.(schema, outcome.value) ?? []) : []
  if (faults.length > 0) throw new EngineError('RESULT_UNFIT', `the result does not fit what "${step.path}" expects of the queue "${queue}": ${faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}. The task is still yours`)
  performer.act(() => performer.record('task.completed', { task, worker, fence, outcome }, step))
  return null
}

function isSchema(schema: Json | undefined): schema is { readonly [key: string]: Json } {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
}

function inHand({ state }: Performer, { task }: TaskOffer): TaskInHand {
  const open = must(openTasks(state).find((one) => one.task === task), 'the task that was just spoken of')
  const [step] = must(Array.from(state.offers).find(([, offer]) => offer.task === task), 'the step of the task')
  return { ...open, claim: must(open.claim, 'the claim of the task'), wanted: isWanted(state, step) }
}
