import { runError, type RunError, type RunState } from '@eddy/engine'
import type { Stage } from '../stage/set-stage.ts'
import { residueOf } from '../world/residue-of.ts'
import { World } from '../world/world.ts'
import { assumeInput } from './assume-input.ts'
import { drive, type Driven } from './drive.ts'
import type { End, Rehearsal } from './rehearsal.ts'
import { rehearsalSentence } from './rehearsal-sentence.ts'
import { prove } from './prove.ts'
import { START, TIMING, type Script } from './script.ts'
import type { Session } from './session.ts'
import { VirtualClock } from './virtual-clock.ts'

/**
 * Rehearses a workflow: one run of the real engine on a clock that skips every wait, with effects replaced. The same script gives the same
 * rehearsal. Never throws for what a step or an expression does.
 */
export async function rehearse(stage: Stage, script: Script = {}): Promise<Rehearsal> {
  const session = sessionOf(stage, script)
  const given = assumeInput(stage.document, script.fixture?.input ?? {})
  if (!given.ok) return refused(stage, given.problems.map(({ message }) => message).join(' '))
  for (const assumed of given.assumed) session.assumed.add(assumed)
  const { cancelAt } = script
  if (cancelAt !== undefined) session.clock.at(session.clock.now() + cancelAt, () => session.handle?.cancel({ reason: 'rehearsed' }))
  const driven = await drive(session, given.input)
  const state = session.handle?.state
  if (driven.refusal !== undefined || state === undefined) return refused(stage, driven.refusal ?? 'the run did not begin')
  return rehearsalOf(session, driven, state)
}

function sessionOf(stage: Stage, script: Script): Session {
  return {
    stage,
    script,
    timing: { ...TIMING, ...script.timing },
    clock: new VirtualClock(script.startAt ?? START),
    world: new World(),
    faults: (script.faults ?? []).map((fault) => ({ fault, path: undefined, attempt: 0, done: false })),
    pending: new Set(),
    assumed: new Set(),
    replaced: new Set(),
    handle: undefined,
    generation: 0,
    crashed: false,
    answered: false,
    endless: false,
  }
}

function rehearsalOf(session: Session, driven: Driven, state: RunState): Rehearsal {
  const { stage, world } = session
  const end = endOf(driven)
  const residue = residueOf(stage, world, state)
  const told = { end, undone: state.undone, left: state.left, residue, at: whereItStands(end, state), ...(state.error === undefined ? {} : { error: state.error }) }
  return {
    label: 'rehearsed',
    runId: 'rehearsal',
    end,
    sentence: rehearsalSentence(stage, told),
    ...(end === 'succeeded' ? { value: state.value ?? null } : {}),
    ...(state.error === undefined ? {} : { error: state.error }),
    undone: [...state.undone],
    left: [...state.left],
    residue,
    deeds: world.deeds(),
    undoCalls: Object.fromEntries(world.undos),
    durationMs: (driven.events.at(-1)?.at ?? state.startedAt) - (driven.events[0]?.at ?? state.startedAt),
    attempts: state.attempts,
    events: driven.events,
    proofs: prove(session, driven.events),
    assumed: [...session.assumed],
    replaced: [...session.replaced],
  }
}

function endOf({ why, result }: Driven): End {
  if (why !== 'settled' || result === undefined) return why === 'endless' ? 'endless' : 'hangs'
  switch (result.status) {
    case 'running':
    case 'halting':
    case 'failing':
    case 'rolling_back':
    case 'cancelling':
      return 'hangs'
    default:
      return result.status
  }
}

/** The step that a run failed at, halted at, or is still busy with. */
function whereItStands(end: End, state: RunState): string | undefined {
  if (end === 'halted') return state.halted[0]?.path
  if (end !== 'hangs' && end !== 'endless') return state.error?.step
  const [busy] = [...state.performing]
  return busy?.path ?? [...state.waiters.values()].flat()[0]?.path ?? [...state.timers.values()].find(({ step }) => step !== undefined)?.step?.path
}

function refused(stage: Stage, message: string): Rehearsal {
  const error: RunError = runError({ code: 'INPUT_ERROR', message, retryable: false })
  const nothing = { undone: [], left: [], residue: [] }
  return {
    label: 'rehearsed',
    runId: 'rehearsal',
    end: 'refused',
    sentence: rehearsalSentence(stage, { ...nothing, end: 'refused', at: undefined, error }),
    error,
    ...nothing,
    deeds: [],
    undoCalls: {},
    durationMs: 0,
    attempts: 0,
    events: [],
    proofs: [],
    assumed: [],
    replaced: [],
  }
}
