import type { RunEvent } from '@eddy/engine'
import type { Stage, StagedStep } from '../stage/set-stage.ts'
import { staticPath } from '../stage/static-path.ts'
import { titleOf } from '../stage/title-of.ts'
import { strikesUndo, type Fault } from './fault.ts'

const FIXTURES = 'not reached with these fixtures'

/** One sentence: why a fault did not strike. */
export function whyNotReached(stage: Stage, events: readonly RunEvent[], fault: Fault): string {
  const drawn = staticPath(fault.step)
  const staged = stage.steps.get(drawn)
  if (staged === undefined) return `there is no step "${fault.step}"`
  if (staged.plan.native !== null) return `"${staged.title}" is carried out by the engine itself: make a step inside it fail`
  const own = events.filter((event) => event.step !== undefined && staticPath(event.step) === drawn)
  if (strikesUndo(fault.kind) && own.some(({ type }) => type === 'step.succeeded')) return whyNotUndone(stage, staged)
  if (own.some(({ type }) => type === 'step.skipped')) return `${FIXTURES}: a guard skips it`
  if (own.some(({ type }) => type === 'step.started')) return attemptsOf(own, fault)
  return whyNotStarted(stage, events, staged)
}

function attemptsOf(own: readonly RunEvent[], { attempt = 1 }: Fault): string {
  const most = own.filter(({ type }) => type === 'step.started').length
  return attempt > 1 ? `${FIXTURES}: attempt ${attempt} never comes, there ${most === 1 ? 'is only one' : `are only ${most}`}` : `${FIXTURES}: it never succeeds`
}

function whyNotUndone(stage: Stage, { plan, shut, path }: StagedStep): string {
  if (plan.undo.by === 'none') return 'it has no undo that could fail'
  if (shut !== undefined) return `its undo never runs: "${titleOf(stage, shut)}" is not reversible`
  return plan.pivot || [...stage.steps.values()].some((other) => other.plan.pivot && other.path !== path) ? 'its undo never runs: the run is past its point of no return' : 'its undo never runs'
}

function whyNotStarted(stage: Stage, events: readonly RunEvent[], staged: StagedStep): string {
  if (!staged.plan.needed) return `${FIXTURES}: nothing that is returned needs it`
  const around = aroundOf(stage, events, staged)
  if (around !== undefined) return `${FIXTURES}: ${around}`
  const stopped = events.find((event) => event.type === 'step.failed' || event.type === 'step.halted')
  if (stopped?.step !== undefined) return `${FIXTURES}: the run ${stopped.type === 'step.failed' ? 'fails' : 'halts'} at "${titleOf(stage, stopped.step)}" before it`
  return FIXTURES
}

function aroundOf(stage: Stage, events: readonly RunEvent[], { within }: StagedStep): string | undefined {
  const around = within !== undefined && wasStarted(events, within) ? stage.steps.get(within) : undefined
  switch (around?.plan.native) {
    case 'switch':
      return `"${around.title}" takes another branch`
    case 'map':
    case 'reduce':
      return `"${around.title}" has nothing to go over, or stops before it`
    default:
      return undefined
  }
}

function wasStarted(events: readonly RunEvent[], path: string): boolean {
  return events.some((event) => event.type === 'step.started' && event.step !== undefined && staticPath(event.step) === path)
}
