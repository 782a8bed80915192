import type { Outcome, StepRequest } from '@eddy/engine'
import { resultOf, type Json, type Pin } from '@eddy/workflow'
import { completeValue } from '../stage/complete-value.ts'
import { sampleValue } from '../stage/sample-value.ts'
import { pinPath, staticPath } from '../stage/static-path.ts'
import type { Session } from './session.ts'

type Faked = Pick<StepRequest, 'path' | 'step' | 'arguments'>

export interface Answer {
  readonly outcome: Outcome | Promise<Outcome>
  /** Pure computation, done for real. */
  readonly computed: boolean
  readonly tookMs?: number
}

/** What a call would come to, without faults: as it is pinned, as it is computed, or as its kind fakes it. */
export function answerTo(session: Session, request: StepRequest): Answer {
  const recorded = session.script.recorded?.(request)
  if (recorded !== undefined) return { ...recorded, computed: false }
  const pinned = pinnedOutcome(session, request)
  if (pinned !== undefined) return { outcome: pinned, computed: false }
  const computed = request.undoing === undefined ? session.stage.logic.execute(request) : undefined
  if (computed !== undefined) return { outcome: computed, computed: true }
  return { outcome: { kind: 'ok', value: request.purpose === 'run' ? fakeResult(session, request) : fakeOf(session, request) }, computed: false }
}

/** A handler is pinned under its own name. */
function pinnedOutcome({ script }: Session, request: StepRequest): Outcome | undefined {
  const pin = script.fixture?.pins[request.purpose === 'run' ? pinPath(request.path) : request.step.name]
  return pin === undefined || request.undoing !== undefined ? undefined : outcomeOfPin(pin, request.context.attempt)
}

function outcomeOfPin(pin: Pin, attempt: number): Outcome | undefined {
  if (pin.kind === 'value') return { kind: 'ok', value: pin.value }
  if (pin.attempts !== undefined && attempt > pin.attempts) return undefined
  return { kind: 'fail', error: { code: pin.code, message: pin.message } }
}

/** What the step would answer if it were faked. */
export function fakeResult(session: Session, request: Faked): Json {
  const path = staticPath(request.path)
  const schema = resultOf(session.stage.catalog.get(request.step.kind), request.step)
  const { value, assumed } = completeValue(fakeOf(session, request), session.stage.steps.get(path)?.wanted ?? [], schema)
  for (const inner of assumed) session.assumed.add(`${path}.${inner}`)
  session.replaced.add(path)
  return value
}

function fakeOf({ stage }: Session, { step, arguments: args }: Faked): Json {
  const contract = stage.catalog.get(step.kind)
  return contract?.fake(step, args) ?? sampleValue(resultOf(contract, step))
}
