import type { Outcome, StepExecutor, StepRequest } from '@eddy/engine'
import { stepDefaults } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { staticPath } from '../stage/static-path.ts'
import { undoTakesBack } from '../world/world.ts'
import { answerTo } from './answer.ts'
import { FAULT_CODE, strikesUndo } from './fault.ts'
import { crash, turnBack, type ArmedFault, type Session } from './session.ts'

/** Attempts of a step that is tried again without limit, before that is clear. */
const ENOUGH = 12
/** So much later than the drain does what is late answer. */
const LATE_MS = 1_000

/**
 * Answers in place of every effect: as the fixture pins it, as its kind fakes it, or with a failure where one is asked for. An effect
 * enters the model of the world half way through its call; what kills its host or turns the run strikes after that.
 */
export function rehearsalExecutor(session: Session): StepExecutor {
  return {
    execute: (request) => {
      const answer = answerTo(session, request)
      const fault = armedFault(session, request)
      const pace = answer.computed && fault === undefined && request.purpose === 'run' ? 0 : (answer.tookMs ?? session.timing.effectMs)
      if (pace === 0) return track(session, answer.outcome)
      return new Promise((resolve) => perform(session, { request, fault, outcome: track(session, answer.outcome), pace, resolve }))
    },
  }
}

interface Performing {
  readonly request: StepRequest
  readonly fault: ArmedFault | undefined
  readonly outcome: Outcome | Promise<Outcome>
  readonly pace: number
  readonly resolve: (outcome: Outcome) => void
}

/** Time stands still while something is computed. */
function track(session: Session, outcome: Outcome | Promise<Outcome>): Outcome | Promise<Outcome> {
  if (!(outcome instanceof Promise)) return outcome
  session.pending.add(outcome)
  const over = () => void session.pending.delete(outcome)
  outcome.then(over, over)
  return outcome
}

/** The fault that strikes this call, if one does: of several for one step the first whose attempt has come. A fault without an element's index strikes the first that starts. */
function armedFault(session: Session, request: StepRequest): ArmedFault | undefined {
  const { path, purpose, context } = request
  if (purpose !== 'run' && purpose !== 'undo') return undefined
  const armed = session.faults.find((candidate) => strikesNow(candidate, request))
  if (armed === undefined) return undefined
  armed.path ??= path
  if (armed.attempt === 0 && purpose === (strikesUndo(armed.fault.kind) ? 'undo' : 'run')) armed.attempt = context.attempt
  return armed
}

function strikesNow(armed: ArmedFault, { path, purpose, context: { attempt } }: StepRequest): boolean {
  const { kind, attempt: first = 1 } = armed.fault
  if (!(strikesUndo(kind) || purpose === 'run') || !matches(armed, path)) return false
  return (purpose === 'undo' || attempt >= first) && !isSpent(armed, { kind, purpose, attempt })
}

function matches({ fault, path }: ArmedFault, candidate: string): boolean {
  return path === undefined ? fault.step === candidate || fault.step === staticPath(candidate) : path === candidate
}

function isSpent(armed: ArmedFault, now: { readonly kind: string; readonly purpose: string; readonly attempt: number }): boolean {
  if (now.kind === 'recover') return armed.attempt !== 0 && now.attempt > armed.attempt
  if (now.kind === 'undo_fails') return false
  return now.kind !== 'fail' && now.kind !== 'half_done' && now.kind !== 'timeout' && armed.done
}

function perform(session: Session, performing: Performing): void {
  const { request, fault, pace } = performing
  const { clock } = session
  const start = clock.now()
  const late = fault?.fault.kind === 'late' ? session.stage.plan.options.drainMs + LATE_MS : 0
  const own = session.generation
  const soon = (share: number, action: () => void) => clock.at(start + late + pace * share, () => (session.generation === own ? action() : undefined))
  const unheard = () => clock.silentlyAt(start + late + pace * 0.5, () => (session.generation === own ? void act(session, performing) : undefined))
  if (fault === undefined) {
    unheard()
    soon(1, () => performing.resolve(settledOutcome(performing)))
    return
  }
  if (request.purpose === 'undo') return strikeUndo(session, performing, soon)
  strike(session, { performing, fault, soon, start })
}

/** What was being computed is there by now: time stood still for it. */
function settledOutcome({ outcome }: Performing): Outcome {
  // resolving with a promise waits for it
  return outcome as Outcome
}

type Soon = (share: number, action: () => void) => unknown

interface Striking {
  readonly performing: Performing
  readonly fault: ArmedFault
  readonly soon: Soon
  readonly start: number
}

function strike(session: Session, { performing, fault, soon, start }: Striking): void {
  const { clock } = session
  const finish = () => soon(1, () => performing.resolve(settledOutcome(performing)))
  const effect = () => soon(0.5, () => void act(session, performing))
  const meanwhile = (action: () => void) => clock.at(start + performing.pace * 0.75, action)
  const { kind } = fault.fault
  switch (kind) {
    case 'fail':
    case 'recover':
      return void soon(1, () => performing.resolve(failure(session, performing, fault)))
    case 'half_done':
      effect()
      return void soon(1, () => performing.resolve(failure(session, performing, fault)))
    case 'timeout':
      effect()
      return neverAnswer(session, performing, start)
    case 'crash':
      effect()
      fault.done = true
      return void soon(0.75, () => crash(session))
    case 'crash_before':
      fault.done = true
      return void soon(0.25, () => crash(session))
    case 'twice':
      effect()
      effect()
      fault.done = true
      return void finish()
    case 'cancel':
    case 'late':
      fault.done = true
      effect()
      meanwhile(() => session.handle?.cancel({ reason: 'rehearsed' }))
      return void finish()
    case 'undo_fails':
    case 'undo_twice':
      effect()
      soon(1, () => {
        performing.resolve(settledOutcome(performing))
        clock.at(clock.now(), () => turnBack(session))
      })
  }
}

function strikeUndo(session: Session, performing: Performing, soon: Soon): void {
  const { fault } = performing
  if (fault?.fault.kind === 'undo_fails') return void soon(1, () => performing.resolve(failure(session, performing, fault)))
  soon(0.5, () => void act(session, performing))
  if (fault === undefined || fault.done) return void soon(1, () => performing.resolve(settledOutcome(performing)))
  fault.done = true
  soon(0.75, () => crash(session))
}

function failure(session: Session, { request }: Performing, { fault }: ArmedFault): Outcome {
  if (isEndless(request)) session.endless = true
  return { kind: 'fail', error: { code: fault.code ?? FAULT_CODE, message: fault.message ?? 'made to fail by the rehearsal' } }
}

/** Behind the point of no return a step is tried again beyond its own limit. */
function isEndless({ step, context }: StepRequest): boolean {
  const { max = 0 } = step.retry ?? {}
  return context.attempt > ENOUGH + (max === 'unlimited' ? 0 : max + 1)
}

/** Its own time limit strikes if the kind has one, and leaves an effect in doubt; the step's strikes in the engine. */
function neverAnswer(session: Session, { request, resolve }: Performing, start: number): void {
  if (isEndless(request)) session.endless = true
  const given = request.step.config?.['timeout']
  const limit = typeof given === 'string' ? parseDuration(given) : undefined
  if (limit === undefined) return
  const own = session.generation
  const code = request.step.kind.startsWith('http.') ? 'HTTP_TIMEOUT' : 'STEP_TIMEOUT'
  session.clock.at(start + limit, () => {
    if (session.generation === own) resolve({ kind: 'fail', error: { code, message: `no answer within ${limit} ms`, ...(effectsOf(session, request).length > 0 ? { effect: 'unknown' } : {}) } })
  })
}

/** The call has its effect in the model of the world. */
async function act(session: Session, { request, outcome }: Performing): Promise<void> {
  const { world, stage } = session
  const { path, step, purpose } = request
  const effects = effectsOf(session, request)
  if (purpose === 'undo') return world.undo(path, undoTakesBack(stage, { step: stage.steps.get(staticPath(path))?.plan.step, handler: request.undoing === undefined ? step : undefined, effects }))
  if (purpose === 'compensate' && effects.length > 0) return world.cleanUp(path)
  if (purpose !== 'run' || effects.length === 0) return
  const deed = { path, key: request.idempotencyKey, effects, idempotent: stage.steps.get(staticPath(path))?.plan.idempotent ?? false }
  const known = outcome instanceof Promise ? await outcome : outcome
  if (known.kind === 'ok') world.make(deed)
}

function effectsOf({ stage }: Session, { step }: StepRequest): readonly string[] {
  const contract = stage.catalog.get(step.kind)
  return contract === undefined ? [] : stepDefaults(step, contract).effects
}
