import { failedAt, isLeaf, isRetired, needed, say, settledAt, type History, type Life, type Need } from './history.ts'
import type { RunEvent } from '../../event/event.ts'

/** (c) (d) (e) (i): what may start, and how often. */
export function checkForward(history: History, maxConcurrency: number): readonly string[] {
  return [...history.lives.flatMap((life) => [...needProblems(history, life), ...attemptProblems(life)]), ...slotProblems(history, maxConcurrency), ...closedProblems(history)]
}

/** (c) Nothing is ready before all that it needs has a value, and its container is at work. */
function needProblems(history: History, life: Life): readonly string[] {
  const needs = needed(history, life, life.readyAt).filter((need) => life.definition.lane === 'forward' || need.life?.definition.lane === 'failure')
  return [...placeProblems(history, life), ...needs.flatMap((need) => needProblem(life, need))]
}

function needProblem({ path, readyAt }: Life, need: Need): readonly string[] {
  if (need.life === undefined || (settledAt(need.life) ?? Infinity) > readyAt) return [`${path} is ready (#${readyAt}) before "${need.name}" has a value`]
  // the name has been taken over by a step that had not come up yet
  return isRetired(need.life) ? [`${path} is ready (#${readyAt}) before "${need.name}", which its emitter has replaced, has a value`] : []
}

function placeProblems(history: History, { parent, readyAt, path, definition }: Life): readonly string[] {
  if (parent) return parent.starts === 0 || (settledAt(parent) ?? Infinity) < readyAt ? [`${path} is ready (#${readyAt}) outside the time of its container`] : []
  const early = definition.lane === 'failure' && !history.events.some(({ type, seq }) => type === 'rollback.completed' && seq < readyAt)
  return early ? [`${path} of the failure lane is ready before the rollback has ended`] : []
}

/** (i) At most as many attempts as its retries allow; those that are in doubt count no further, and one more tells what there is to undo. */
function attemptProblems(life: Life): readonly string[] {
  const max = life.definition.step.retry?.max ?? 0
  const interrupted = life.events.filter(({ type }) => type === 'step.interrupted').length
  const allowed = (max === 'unlimited' ? Infinity : max) + 1 + interrupted + (interrupted > 0 ? 1 : 0)
  return life.starts > allowed ? [`${life.path} started ${life.starts} times, and may ${allowed} times`] : []
}

/** After a pivot retries are without limit (U7). */
export function withoutAttemptProblems(problems: readonly string[]): readonly string[] {
  return problems.filter((problem) => !/started \d+ times, and may/.test(problem))
}

const ENDS = /^(step\.(succeeded|halted|retrying|failed|interrupted|straggled))$/

/** (d) Never more attempts in flight than slots; a sync step alone. */
function slotProblems(history: History, maxConcurrency: number): readonly string[] {
  const inFlight = new Set<Life>()
  const problems: string[] = []
  for (const event of history.events) {
    const life = history.lifeOf(event)
    if (!life || !isLeaf(life)) continue
    if (ENDS.test(event.type)) inFlight.delete(life)
    if (event.type !== 'step.started') continue
    // a straggler does not count
    const alone = [life, ...inFlight].some(({ definition }) => definition.step.mode === 'sync')
    if (inFlight.size > 0 && alone) problems.push(`${say(event)}: a sync step is not alone (${[...inFlight].map(({ path }) => path).join(', ')})`)
    inFlight.add(life)
    if (inFlight.size > maxConcurrency) problems.push(`${say(event)}: ${inFlight.size} attempts in flight, and only ${maxConcurrency} may be`)
  }
  return problems
}

/** (e) Once a scope, or the run, has failed, nothing new starts in it. */
function closedProblems(history: History): readonly string[] {
  return history.closed.flatMap((closed) =>
    history.events.slice(closed.seq).flatMap((event) => {
      if (event.type !== 'step.ready' && event.type !== 'step.started') return []
      const life = history.lifeOf(event)
      if (!life || !history.isWithin(life, closed) || isRepeated(life, event)) return []
      return [`${say(event)}: after #${closed.seq}, when ${closed.owner?.path ?? 'the run'} ${closed.why === 'failure' ? 'had failed' : `was ${closed.why}`}`]
    }),
  )
}

/** An attempt that was in doubt may be made again while the run goes down (H5), also where a handler was asked to put it right and has failed. */
export function isRepeated(life: Life, event: RunEvent): boolean {
  const before = life.events.slice(0, life.events.indexOf(event)).findLast(({ type }) => !/^(guard|timer|compensation)\./.test(type))
  return before?.type === 'step.interrupted' || (before !== undefined && 'inDoubt' in before.data)
}

/** (g) in part: a run succeeds only when everything at its top has a value, and nothing has failed it. */
export function checkSuccess(history: History, names: readonly string[]): readonly string[] {
  const end = history.events.find(({ type }) => type === 'run.succeeded')
  if (!end) return []
  const open = names.filter((name) => {
    const life = history.at(name)
    return !life || settledAt(life) === undefined
  })
  const failed = history.lives.filter((life) => life.parent === null && failedAt(life) !== undefined)
  return [...open.map((name) => `the run has succeeded without "${name}"`), ...failed.map(({ path }) => `the run has succeeded, and ${path} has failed`)]
}
