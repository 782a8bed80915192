import type { EventType, RunEvent } from '@eddy/engine'
import { staticPath } from '../stage/static-path.ts'
import type { Fault, FaultKind } from './fault.ts'
import { whyNotReached } from './why-not-reached.ts'
import type { Proof } from './rehearsal.ts'
import type { ArmedFault, Session } from './session.ts'

/** Events of the step that show that a fault of the kind has struck it. None: the fault leaves no trace of its own. */
const SHOWN_BY: { readonly [K in FaultKind]: readonly EventType[] } = {
  fail: ['step.failed', 'step.retrying', 'compensation.started', 'compensation.continued', 'step.halted'],
  recover: ['step.failed', 'step.retrying', 'compensation.started', 'compensation.continued', 'step.halted'],
  half_done: ['step.failed', 'step.retrying', 'compensation.started', 'compensation.continued', 'step.halted'],
  timeout: ['step.interrupted', 'step.failed', 'step.retrying', 'compensation.started', 'compensation.continued', 'step.halted', 'step.straggled'],
  crash: ['step.interrupted'],
  crash_before: ['step.interrupted'],
  cancel: ['run.cancelled'],
  late: ['step.straggled'],
  undo_fails: ['undo.failed', 'undo.retrying'],
  undo_twice: ['undo.succeeded', 'undo.failed'],
  twice: [],
}

/** A fault must show that it has struck where it was told to: in the log, behind the start of that very attempt. */
export function prove(session: Session, events: readonly RunEvent[]): readonly Proof[] {
  return session.faults.map((armed) => proofOf(session, events, armed))
}

function proofOf(session: Session, events: readonly RunEvent[], armed: ArmedFault): Proof {
  const { fault, path, attempt } = armed
  if (path === undefined || attempt === 0) return { reached: false, fault, reason: whyNotReached(session.stage, events, fault) }
  const reached = (seq: number): Proof => ({ reached: true, fault, step: path, attempt, seq })
  const shown = SHOWN_BY[fault.kind]
  const started = events.findIndex((event) => event.step === path && isStart(event, fault) && (event.attempt ?? attempt) >= attempt)
  if (started === -1) return { reached: false, fault, reason: `"${fault.step}" did not start` }
  if (shown.length === 0) return reached(0)
  const shows = events.slice(started + 1).find((event) => shown.includes(event.type) && (event.type === 'run.cancelled' || event.step === path))
  if (shows !== undefined) return reached(shows.seq)
  // an answer that never comes leaves no event where nothing limits the wait
  if (fault.kind === 'timeout') return reached(0)
  return { reached: false, fault, reason: `the run was over before "${staticPath(path)}" could be struck` }
}

function isStart({ type }: RunEvent, { kind }: Fault): boolean {
  return kind === 'undo_fails' || kind === 'undo_twice' ? type === 'undo.started' : type === 'step.started'
}
