import { createGates, memoryPorts, recoverRun, startRun, type MemoryJournal, type Ports, type RunEvent, type RunResult } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { sampleValue } from '../stage/sample-value.ts'
import { pinPath, staticPath } from '../stage/static-path.ts'
import { rehearsalExecutor } from './rehearsal-executor.ts'
import { fakeResult } from './answer.ts'
import { turnBack, type Session } from './session.ts'

/** Turns of the microtask queue in which a run comes to rest when nothing outside it is under way. */
const TURNS = 32
/** A rehearsal that writes more than this is going round in circles. */
const MOST_EVENTS = 50_000

export interface Driven {
  readonly result: RunResult | undefined
  readonly why: 'settled' | 'hangs' | 'endless'
  readonly events: readonly RunEvent[]
  /** The input's transform failed. */
  readonly refusal?: string
}

/** Runs the real engine on the session's clock, from crash to crash, until it rests or would wait for ever. */
export async function drive(session: Session, input: { readonly [name: string]: Json }): Promise<Driven> {
  let ports = freshPorts(session)
  const { plan } = session.stage
  session.handle = startRun({ runId: 'rehearsal', plan, ports, input })
  for (;;) {
    const stage = await untilStopped(session, ports.journal)
    if (stage !== 'crashed') return { ...stage, events: ports.journal.events }
    const { events } = ports.journal
    await elapse(session, session.timing.restartMs)
    ports = freshPorts(session)
    ports.journal.restore(events)
    session.crashed = false
    session.handle = recoverRun({ runId: 'rehearsal', plan, ports, events })
  }
}

function freshPorts(session: Session): Ports & { readonly journal: MemoryJournal } {
  const { clock } = session
  return memoryPorts({
    executor: rehearsalExecutor(session),
    evaluator: trackedEvaluator(session),
    clock,
    // no jitter: the longest wait that the document allows
    ids: { random: () => 0 },
    secrets: { get: () => 'rehearsed' },
    gates: createGates({ clock }),
  })
}

function trackedEvaluator({ stage, pending }: Session): Ports['evaluator'] {
  return {
    evaluate(expr, root, context) {
      const value = stage.logic.evaluator.evaluate(expr, root, context)
      if (!(value instanceof Promise)) return value
      pending.add(value)
      const over = () => void pending.delete(value)
      value.then(over, over)
      return value
    },
  }
}

/** Lets time pass while nothing runs; what others have set going in the world goes on. */
async function elapse({ clock }: Session, ms: number): Promise<void> {
  const until = clock.now() + ms
  let over = false
  clock.at(until, () => {
    over = true
  })
  while (!over && clock.step()) await Promise.resolve()
}

type Stopped = 'crashed' | Pick<Driven, 'result' | 'why' | 'refusal'>

async function untilStopped(session: Session, journal: MemoryJournal): Promise<Stopped> {
  const { clock } = session
  const rest = restOf(session)
  const signals = signalSender(session, journal)
  for (;;) {
    await quiet(session)
    if (session.crashed) return 'crashed'
    if (rest.refusal !== undefined) return { result: undefined, why: 'settled', refusal: rest.refusal }
    if (rest.result !== undefined) {
      if (isOver(session, rest.result)) return { result: rest.result, why: 'settled' }
      rest.renew()
      continue
    }
    if (session.endless || journal.log.seq > MOST_EVENTS) return { result: undefined, why: 'endless' }
    signals()
    if (!clock.step()) return { result: undefined, why: 'hangs' }
  }
}

/** Whether a run that has come to rest stays so: what comes late, or turns it back after its end, still stands on the clock. */
function isOver(session: Session, { status }: RunResult): boolean {
  if (status === 'halted') return !answerDoubt(session)
  return session.handle?.state.status === status && !session.clock.step()
}

/** The person says what happened, if the script knows. */
function answerDoubt(session: Session): boolean {
  const { handle, script } = session
  const halted = handle?.state.halted[0]
  if (script.doubt === undefined || session.answered || handle === undefined || halted?.status !== 'in_doubt') return false
  session.answered = true
  const { path: step, arguments: args, plan } = halted
  const { doubt } = script
  const value = () => (doubt.did === 'happened' ? doubt.value : undefined) ?? fakeResult(session, { path: step, step: plan.step, arguments: args ?? {} })
  handle.resume({ resolution: doubt.did === 'happened' ? { step, did: 'happened', value: value() } : { step, did: 'not_happened' } })
  if (script.thenBack === true) session.clock.at(session.clock.now(), () => turnBack(session))
  return true
}

interface Rest {
  result: RunResult | undefined
  refusal: string | undefined
  renew(): void
}

/** Watches whether the run has come to rest; `renew` looks again. */
function restOf(session: Session): Rest {
  const rest: Rest = {
    result: undefined,
    refusal: undefined,
    renew() {
      rest.result = undefined
      session.handle?.settled().then(
        (result) => {
          rest.result = result
        },
        (error: unknown) => {
          rest.refusal = error instanceof Error ? error.message : String(error)
        },
      )
    },
  }
  rest.renew()
  return rest
}

/** Waits until all computation is over and the run has taken it in. */
async function quiet({ pending }: Session): Promise<void> {
  let turns = 0
  while (turns < TURNS) {
    if (pending.size > 0) {
      await Promise.allSettled(pending)
      turns = 0
    } else {
      await Promise.resolve()
      turns++
    }
  }
}

/** Signals that are awaited come, with the payload that is pinned or that fits; a wait that is pinned to fail gets none. */
function signalSender(session: Session, journal: MemoryJournal): () => void {
  const { stage, clock, script, timing } = session
  const waits = [...stage.steps.values()].some(({ plan }) => plan.native === 'wait.signal' || plan.native === 'approval' || plan.native === 'escalate')
  let seen = 0
  return () => {
    if (!waits) return
    const { events } = journal
    for (; seen < events.length; seen++) {
      const event = events[seen]
      if (event?.type !== 'signal.awaited' || event.step === undefined) continue
      const pin = script.fixture?.pins[pinPath(event.step)]
      if (pin?.kind === 'failure') continue
      const { name, correlation } = event.data
      const payload = pin?.value ?? assumedPayload(session, event.step)
      clock.at(clock.now() + timing.signalMs, () => session.handle?.signal({ name, payload, ...(correlation === undefined ? {} : { correlation }) }))
    }
  }
}

function assumedPayload({ stage, assumed }: Session, path: string): Json {
  const drawn = staticPath(path)
  assumed.add(drawn)
  const step = stage.steps.get(drawn)?.plan.step
  // a person who is asked says what the kind fakes
  if (step !== undefined && step.kind !== 'wait.signal') return stage.catalog.get(step.kind)?.fake(step, {}) ?? null
  const schema = step?.config?.['schema']
  return sampleValue(typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? (schema as { readonly [key: string]: Json }) : undefined)
}
