import { must, runError } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { advancePhase } from './phase.ts'
import type { RunState } from './run-state.ts'
import { beginDuty, pauseDuty, rest, vacate } from './slots.ts'
import { subjectStep, type StepHandler } from './step-handler.ts'
import type { StepInstance } from './run-tree.ts'
import { closeOffer, limitLease, limitOffer } from './offer-limits.ts'
import type { TaskOffer } from './task-offer.ts'

export const taskEvents = {
  'task.offered': (state, { timeoutMs, ...told }, subject) => {
    const step = subjectStep(subject)
    vacate(state, step)
    closeOffer(state, step)
    // what its host died of was the offering, which does nothing
    if (step.doubt?.cause === 'crash') state.inDoubt.delete(step)
    if (told.purpose === 'run' && step.duty !== 'rerun') return offerAttempt(state, step, { told, timeoutMs })
    const offer = open(state, step, told)
    if (timeoutMs !== undefined) limitOffer(state, step, { offer, ms: timeoutMs })
  },

  'task.claimed': (state, { worker, fence, leaseUntil }, subject) => {
    const step = subjectStep(subject)
    const offer = offerOf(state, step)
    offer.fence = fence
    offer.claim = { worker, claimedAt: state.now, heardAt: state.now, leaseUntil, progress: undefined }
    if (step.duty === null) {
      beginDuty(state, step, 'run')
      step.status = 'running'
    }
    limitLease(state, step, offer)
  },

  'task.heartbeat': (state, { leaseUntil, progress }, subject) => {
    const step = subjectStep(subject)
    const offer = offerOf(state, step)
    const claim = must(offer.claim, 'who is heard of')
    claim.heardAt = state.now
    claim.leaseUntil = leaseUntil
    if (progress !== undefined) claim.progress = progress
    limitLease(state, step, offer)
  },

  'task.released': (state, { reason }, subject) => {
    const step = subjectStep(subject)
    const offer = offerOf(state, step)
    offer.claim = undefined
    // a straggler's task is its attempt, though the run has gone on without it
    if (step.duty !== 'run' && step.status !== 'straggler') return undefined
    // nothing is known of what it did
    const lost = reason === 'expired' && step.plan.effects.length > 0
    if (!acceptsWork(state, step.scope)) return notWantedAgain(state, step, { lost, offer })
    if (lost) doubtful(state, step)
    pauseDuty(state, step)
    step.status = 'waiting'
    advancePhase(state)
  },

  'task.completed': (state, { outcome }, subject) => {
    const step = subjectStep(subject)
    const offer = offerOf(state, step)
    offer.claim = undefined
    offer.outcome = outcome
    state.tasks.push({ kind: 'settle', step })
  },
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

type Told = Omit<EventData['task.offered'], 'timeoutMs'>

function offerOf(state: RunState, step: StepInstance): TaskOffer {
  return must(state.offers.get(step), 'the task of a step')
}

function open(state: RunState, step: StepInstance, told: Told): TaskOffer {
  const offer: TaskOffer = { ...told, task: state.seq, offeredAt: state.now, fence: 0, claim: undefined, outcome: undefined }
  state.offers.set(step, offer)
  return offer
}

/** An attempt that nobody has claimed is a wait: it is not in flight, and ends with what it is part of. */
function offerAttempt(state: RunState, step: StepInstance, { told, timeoutMs }: { readonly told: Told; readonly timeoutMs: number | undefined }): void {
  const wanted = acceptsWork(state, step.scope) && step.status !== 'straggler'
  if (!wanted) return notBegun(state, step)
  pauseDuty(state, step)
  step.status = 'waiting'
  open(state, step, told)
  if (timeoutMs !== undefined) state.due.push('timer.set', { timer: `timeout:${step.path}`, dueAt: state.now + timeoutMs }, step)
  advancePhase(state)
}

/** What goes down is not offered again. */
function notWantedAgain(state: RunState, step: StepInstance, { lost, offer }: { readonly lost: boolean; readonly offer: TaskOffer }): void {
  if (!lost) return notBegun(state, step)
  const error = runError({ code: 'LEASE_EXPIRED', message: `the worker that had claimed the task of "${step.path}" from the queue "${offer.queue}" was not heard of within its lease` }, { step: step.path, attempt: step.attempt })
  state.due.push('step.interrupted', { cause: 'lost', error }, step)
}

/** A worker may have done it, and another may do it again under the same key. */
function doubtful(state: RunState, step: StepInstance): void {
  step.doubt = { cause: 'lost' }
  state.inDoubt.add(step)
}

function notBegun(state: RunState, step: StepInstance): void {
  rest(state, step)
  step.status = state.inDoubt.has(step) ? 'in_doubt' : 'cancelled'
  advancePhase(state)
}
