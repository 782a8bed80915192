import type { Json, Step } from '@eddy/workflow'
import type { RunEvent } from '../../event/event.ts'
import type { Outcome, StepRequest } from '../../port/step-executor.ts'
import { isFinal } from '../../state/run-state.ts'
import { runDocument, type TestRun } from '../run-document.ts'
import { fail, ok, type Script } from '../scripted-executor.ts'
import type { Behaviour, Model } from './arbitrary-document.ts'
import { answerOf } from './check-values.ts'
import { checkRun } from './check-run.ts'
import { PendingOutcomes } from './pending-outcomes.ts'

/** What happens to a run from outside. `choices` decide what comes next, over and over. */
export interface Acts {
  readonly choices: readonly number[]
  /** Cancel before so many deliveries. */
  readonly cancel?: { readonly after: number; readonly rollback: boolean }
  readonly undo?: boolean
  /** Stragglers come as soon as they are stragglers, before time goes on. */
  readonly eager?: boolean
  /** A run that is taken up is so from a snapshot after this event. */
  readonly snapshotAfter?: number
}

export interface Played {
  readonly test: TestRun
  readonly events: readonly RunEvent[]
  /** It was still at it after so many turns. */
  readonly endless: boolean
}

const UNDO_DELAY = 1
const MOST_ATTEMPTS = 8
const MOST_CALLS = 150
/** Each call may be undone, five times and after a while. */
const MOST_TURNS = 2500

/** Plays a model to its end, from its start or from a log. */
export function playModel(model: Model, acts: Acts, recover?: readonly RunEvent[]): Played {
  const pending = new PendingOutcomes()
  const test = runDocument(model.document, { scripts: scriptsOf(model, pending), workflow: (reference) => model.library[reference], ...(recover ? { recover } : {}), snapshotAfter: acts.snapshotAfter })
  let turns = 0
  for (; turns < MOST_TURNS; turns++) {
    if (acts.cancel && turns === acts.cancel.after) test.run.cancel({ rollback: acts.cancel.rollback })
    const choice = acts.choices[turns % Math.max(1, acts.choices.length)] ?? 0
    if (!turn(test, pending, { choice, eager: acts.eager ?? false })) break
  }
  if (acts.undo && test.run.state.status === 'succeeded') {
    test.run.undo()
    while (turns++ < MOST_TURNS && turn(test, pending, { choice: 0, eager: false }));
  }
  return { test, events: test.events, endless: turns >= MOST_TURNS }
}

/** One thing happens: an outcome comes, time goes on, or a person resumes. False when nothing can. */
function turn(test: TestRun, pending: PendingOutcomes, { choice, eager }: { readonly choice: number; readonly eager: boolean }): boolean {
  const { run, clock } = test
  const next = clock.next()
  const ready = [...pending.waiting.keys()].filter((index) => !pending.waiting[index]?.straggles || (eager && hasDrained(test)))
  // time may go on before what is in flight has come
  const index = ready[choice % (ready.length + (next === undefined ? 0 : 1))]
  if (index !== undefined) pending.deliver(index)
  else if (next !== undefined) clock.runTo(next)
  else if (pending.waiting.length > 0) pending.deliver(choice % pending.waiting.length)
  else if (run.state.status === 'halted') resume(test, choice)
  else return false
  return true
}

function hasDrained({ events }: TestRun): boolean {
  return events.some(({ type }) => type === 'step.straggled')
}

/** Somebody says what became of the attempts in doubt, and lets the rest go on. */
function resume({ run }: TestRun, choice: number): void {
  const doubtful = run.state.halted.find(({ status }) => status === 'in_doubt')
  if (doubtful === undefined) return run.resume(choice % 2 === 0 ? {} : { payload: 'payload' })
  run.resume({ resolution: choice % 2 === 0 ? { step: doubtful.path, did: 'happened', value: 'happened' } : { step: doubtful.path, did: 'not_happened' } })
}

function scriptsOf({ behaviours }: Model, pending: PendingOutcomes): { readonly [name: string]: Script } {
  const scripts: { [name: string]: Script } = {}
  let calls = 0
  const nameOf = (path: string) => /(\w+)$/.exec(path)?.[1] ?? ''
  const behaviourOf = (path: string) => behaviours[nameOf(path)] ?? QUIET
  const say = (request: StepRequest, outcome: () => Outcome): Outcome | Promise<Outcome> => {
    const { when } = behaviourOf(request.path)
    return when === 'now' ? outcome() : pending.later(request.path, { outcome, straggles: when === 'straggles' && request.purpose === 'run' })
  }
  const undo: Script = (request) => say(request, () => undoOutcome(behaviourOf(request.path), request.context.attempt))
  for (const name of Object.keys(behaviours)) scripts[name] = (request) => (request.purpose === 'undo' ? undo(request) : say(request, () => (++calls > MOST_CALLS ? ok(answerOf(request.path)) : runOutcome(behaviourOf(request.path), request))))
  // what is emitted by a step has no behaviour of its own
  for (const name of Object.keys(behaviours)) scripts[`e_${name}`] = (request) => (request.purpose === 'undo' ? ok() : ok(answerOf(request.path)))
  return { ...scripts, undo, undo_twice: undo, fix: (request) => say(request, () => handlerOutcome(behaviourOf(request.path))) }
}

const QUIET: Behaviour = { answers: ['ok'], undo: ['ok'], handler: 'ok', when: 'now' }

/** Answers that are always the same; `lost` and `untried` are failures that are no answer (H5, H8). */
const PLAIN: { readonly [answer: string]: Outcome } = {
  retry: { kind: 'retry', reason: 'busy' },
  halt: { kind: 'halt', value: 'question' },
  lost: { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } },
  untried: { kind: 'fail', error: { code: 'UNREACHED', message: 'not asked', effect: 'untried' } },
}

function runOutcome(behaviour: Behaviour, { path, context, step }: StepRequest): Outcome {
  const { answers } = behaviour
  const value: Json = answerOf(path)
  // after a pivot it is tried without limit, and its containers are
  if (context.attempt > MOST_ATTEMPTS) return ok(value)
  const answer = answers[Math.min(context.attempt, answers.length) - 1]
  const plain = PLAIN[String(answer)]
  if (plain) return plain
  switch (answer) {
    case 'fail':
      return fail()
    case 'refuse':
      return fail('never', { code: 'REFUSED', retryable: false })
    case 'throw':
      throw new Error('thrown')
    case 'garbage':
      return { kind: 'nonsense' } as unknown as Outcome
    case 'emit':
      return { kind: 'ok', value, steps: [emitted(`e_${step.name}`)] }
    case 'loop':
      return context.attempt > 4 ? ok(value) : { kind: 'ok', value, steps: [loop(step)] }
    default:
      return ok(value)
  }
}

function emitted(name: string): Step {
  return { name, kind: 'effect', undo: 'undo' }
}

/** The step itself once more, without what it has waited for. */
function loop({ name, kind, undo }: Step): Step {
  return { name, kind, ...(undo === undefined ? {} : { undo }), retry: { max: 2, backoff: { initial: 'PT1S' } } }
}

function undoOutcome({ undo }: Behaviour, attempt: number): Outcome {
  switch (undo[Math.min(attempt, undo.length) - 1]) {
    case 'fail':
      return fail('stuck')
    case 'retry':
      return { kind: 'retry', delayMs: UNDO_DELAY }
    case 'throw':
      throw new Error('thrown')
    default:
      return ok()
  }
}

function handlerOutcome({ handler }: Behaviour): Outcome {
  switch (handler) {
    case 'continue':
      return { kind: 'continue', value: 'continued' }
    case 'retry':
      return { kind: 'retry' }
    case 'fail':
      return fail('handler')
    case 'garbage':
      return 7 as unknown as Outcome
    case 'ok':
      return ok()
  }
}

/** What the oracle says of a run that has been played. */
export function judgeModel({ document, library }: Model, { test, events, endless }: Played): readonly string[] {
  // what fails after a pivot is tried again for ever (U7)
  if (endless) return test.run.state.pivot === null ? ['the run does not come to an end'] : []
  const { status, undone, left, residue, value } = test.run.state
  const unfinished = isFinal(status) || status === 'halted' ? [] : [`the run stands still, and is ${status}`]
  return [...unfinished, ...checkRun({ document, events, library: (reference) => library[reference], ending: { status, undone, left, residue, ...(value === undefined ? {} : { value }) } })]
}
