import type { RunResult } from '../../host/run-handle.ts'
import type { EventOf } from '../../event/event.ts'
import { hasEffect, isUndoable } from './definitions.ts'
import { isLeaf, needed, settling, type Closed, type History, type Life } from './history.ts'

export type Ending = Pick<RunResult, 'status' | 'undone' | 'left' | 'residue' | 'value'>

export interface Rules {
  readonly rollback: 'sequential' | 'parallel'
}

/** (f) (g) (j): what is undone, in which order, and how the run stands then. */
export function checkRollback(history: History, ending: Ending, rules: Rules): readonly string[] {
  if (!isOver(ending)) return []
  return [...undoProblems(history, ending), ...orderProblems(history, rules), ...statusProblems(history, ending), ...residueProblems(history, ending), ...doubtProblems(history, ending)]
}

function isOver({ status }: Ending): boolean {
  return status !== 'halted' && status !== 'running'
}

/** What has to be undone: by the failure of a scope around it, or of the run. */
function undoing(history: History, life: Life): Closed | undefined {
  if (!isLeaf(life) || !isUndoable(life.definition) || succeededAt(life) === undefined) return undefined
  return history.closed.find((closed) => history.isWithin(life, closed) && isTakenDown(history, closed) && (succeededAt(life) ?? 0) > pivotAt(history, beginOf(history, closed)))
}

/** Cancelled without a rollback, everything stays. A succeeded run that is undone counts as closed. */
function isTakenDown(history: History, closed: Closed): boolean {
  if (closed.owner !== null || closed.lane === 'failure') return closed.owner !== null
  return !history.events.some((event) => event.seq === closed.seq && event.type === 'run.cancelled' && !event.data.rollback)
}

/** Cancelled, and asked to leave all as it is. */
function isKept(history: History): boolean {
  return history.events.some((event) => event.type === 'run.cancelled' && !event.data.rollback)
}

/** A skipped step has a value, and nothing to undo. */
function succeededAt(life: Life): number | undefined {
  const event = settling(life)
  return event?.type === 'step.skipped' ? undefined : event?.seq
}

/** When the rollback of a closed scope, or of the run, began. */
function beginOf(history: History, { seq, scope }: Closed): number {
  return history.ofType('rollback.started').find((event) => event.seq >= seq && (event.data.scope ?? '') === scope)?.seq ?? Infinity
}

/** Nothing before it is undone (U7). */
function pivotAt(history: History, before: number): number {
  const passed = history.lives.map((life) => (life.definition.step.role === 'pivot' ? (succeededAt(life) ?? 0) : 0))
  return Math.max(0, ...passed.filter((seq) => seq < before))
}

function times(life: Life, type: string): number {
  return life.events.filter((event) => event.type === type).length
}

/** Every undoable success is undone exactly once or is listed as left; nothing else is undone. */
function undoProblems(history: History, { left }: Ending): readonly string[] {
  return history.lives.flatMap((life): readonly string[] => {
    const undone = times(life, 'undo.succeeded')
    const told = `${life.path}, which succeeded at #${String(succeededAt(life))},`
    if (undone > 1) return [`${told} was undone ${undone} times`]
    const due = undoing(history, life) !== undefined || isUndoneWhole(history, life)
    // a rollback of a contained scope is broken off when all is to stay as it is
    if (due) return isKept(history) ? [] : dueProblems(life, { told, isLeft: left.includes(life.path), isAlone: history.lives.filter(({ path }) => path === life.path).length === 1 })
    return undone > 0 || times(life, 'undo.started') > 0 ? [`${told} was undone without a reason`] : []
  })
}

/** A succeeded run can be undone as a whole (U8). */
function isUndoneWhole(history: History, life: Life): boolean {
  const whole = history.ofType('rollback.started').some(({ data }) => data.reason === 'undo')
  return whole && isUndoable(life.definition) && isLeaf(life) && (succeededAt(life) ?? 0) > pivotAt(history, Infinity)
}

/** `isAlone`: no other life of the same path may be the one that is listed. */
function dueProblems(life: Life, { told, isLeft, isAlone }: { readonly told: string; readonly isLeft: boolean; readonly isAlone: boolean }): readonly string[] {
  if (times(life, 'undo.succeeded') === 1) return isLeft && isAlone ? [`${told} was undone and is listed as left`] : []
  if (!isLeft) return [`${told} was neither undone nor listed as left`]
  return times(life, 'undo.failed') === 0 ? [`${told} is listed as left, and its undo has not failed`] : []
}

interface Undone {
  readonly life: Life
  readonly first: number
  readonly last: number
}

/** Each rollback on its own: newest first, or after all that depended on it. A straggler's late success keeps no order. */
function orderProblems(history: History, { rollback }: Rules): readonly string[] {
  const undone = history.lives.flatMap((life): readonly Undone[] => {
    const own = life.events.filter(({ type }) => type.startsWith('undo.'))
    const [first] = own
    const last = own.at(-1)
    return first && last && times(life, 'step.straggled') === 0 ? [{ life, first: first.seq, last: last.seq }] : []
  })
  return rollback === 'sequential' ? sequentialProblems(history, undone) : parallelProblems(history, undone)
}

/** By the rollback that it was undone in: the closed scope that the log was taking down then. */
function sequentialProblems(history: History, undone: readonly Undone[]): readonly string[] {
  const groups = new Map<number, Undone[]>()
  for (const entry of undone) groups.set(windowOf(history, entry), [...(groups.get(windowOf(history, entry)) ?? []), entry])
  return [...groups.values()].flatMap((group) => {
    const started = group.toSorted((a, b) => a.first - b.first)
    return started.flatMap((entry, index) => {
      const before = started[index - 1]
      if (!before) return []
      const newest = (succeededAt(before.life) ?? 0) > (succeededAt(entry.life) ?? 0)
      if (!newest) return [`${before.life.path} was undone (#${before.first}) before ${entry.life.path} (#${entry.first}), which is newer`]
      return before.last > entry.first ? [`the undo of ${entry.life.path} began (#${entry.first}) before that of ${before.life.path} had ended (#${before.last})`] : []
    })
  })
}

/** The rollback that an undo belongs to, as the `seq` of its start. */
function windowOf(history: History, { life, first }: Undone): number {
  const open = history.ofType('rollback.started').filter((event) => event.seq < first && isOpen(history, event, first) && covers(history, event, life))
  return open.toSorted((a, b) => depth(b) - depth(a))[0]?.seq ?? 0
}

function covers(history: History, { data }: EventOf<'rollback.started'>, life: Life): boolean {
  return data.scope === undefined || life.path.startsWith(`${data.scope}.`)
}

function isOpen(history: History, { seq, data }: EventOf<'rollback.started'>, at: number): boolean {
  const end = history.ofType('rollback.completed').find((event) => event.seq > seq && event.data.scope === data.scope)
  return (end?.seq ?? Infinity) > at
}

function depth({ data }: EventOf<'rollback.started'>): number {
  return data.scope?.length ?? -1
}

/** Under `parallel` an undo waits for the undos of all that depended on its step, over any number of steps between. */
function parallelProblems(history: History, undone: readonly Undone[]): readonly string[] {
  return undone.flatMap(({ life, last }) => {
    const behind = dependencies(history, life)
    return undone.flatMap((other) => (behind.has(other.life) && other.first < last && windowOf(history, other) === windowOf(history, { life, first: last, last }) ? [`the undo of ${other.life.path} began (#${other.first}) before that of ${life.path} had ended (#${last}), which depended on it`] : []))
  })
}

/** Everything that a step was able to begin only after: its needs, those of the containers around it, and what was inside of these. */
export function dependencies(history: History, life: Life): ReadonlySet<Life> {
  const found = new Set<Life>()
  const visit = (from: Life): void => {
    for (let at: Life | null = from; at !== null; at = at.parent) {
      for (const need of [...needed(history, at, at.readyAt).map((one) => one.life), emitterOf(history, at)]) if (need) add(need)
    }
  }
  const add = (need: Life): void => {
    if (found.has(need)) return
    found.add(need)
    visit(need)
    for (const inner of history.lives) if (inner.parent === need) add(inner)
  }
  visit(life)
  return found
}

/** An emitted step waits for its emitter (S7). */
function emitterOf(history: History, life: Life): Life | undefined {
  return history.lives.findLast((other) => other !== life && other.readyAt < life.readyAt && other.parent === life.parent && other.parentStart === life.parentStart && other.scope === life.scope && other.events.some((event) => event.type === 'steps.emitted' && event.seq < life.readyAt && event.data.steps?.some(({ name }) => name === life.definition.step.name)))
}

/** (g) The status follows from what has happened, and from nothing else. */
function statusProblems(history: History, { status, left }: Ending): readonly string[] {
  const expected = expectedStatus(history, left)
  return expected === status ? [] : [`the run is ${status}, and should be ${expected}`]
}

function expectedStatus(history: History, left: readonly string[]): string {
  const top = history.closed.find(({ owner, lane }) => owner === null && lane === 'forward')
  const undoneWhole = history.ofType('rollback.started').some(({ data }) => data.reason === 'undo')
  if (top === undefined) return undoneWhole ? (left.length > 0 ? 'rollback_incomplete' : 'rolled_back') : 'succeeded'
  const cancelled = history.events.find(({ type }) => type === 'run.cancelled')
  const kept = cancelled?.type === 'run.cancelled' && !cancelled.data.rollback
  if (left.length > 0 && !kept) return 'rollback_incomplete'
  if (top.why === 'cancelled') return 'cancelled'
  return pivotAt(history, history.events.find(({ type }) => type === 'run.failed')?.seq ?? Infinity) > 0 ? 'failed' : 'rolled_back'
}

/** (j) What stays in the world: the effects less what was undone. */
function residueProblems(history: History, { status, residue }: Ending): readonly string[] {
  const stays = history.lives.filter((life) => isLeaf(life) && hasEffect(life.definition) && succeededAt(life) !== undefined && times(life, 'undo.succeeded') === 0)
  const expected = status === 'succeeded' ? [] : stays.map(({ path }) => path).toSorted()
  return JSON.stringify(residue.toSorted()) === JSON.stringify(expected) ? [] : [`the residue is [${residue.join(', ')}], and should be [${expected.join(', ')}]`]
}

/** An attempt of which nothing is known, and that may have had its effect, is listed as left. */
function doubtProblems(history: History, { status, left }: Ending): readonly string[] {
  const cancelled = history.events.some((event) => event.type === 'run.cancelled' && !event.data.rollback)
  if (status === 'succeeded' || cancelled) return []
  // what a failure lane does is never undone: how it ended is told on its own
  const doubtful = history.lives.filter((life) => isLeaf(life) && life.definition.lane === 'forward' && hasEffect(life.definition) && isDoubtful(life) && !isDenied(history, life))
  return doubtful.filter(({ path }) => !left.includes(path)).map(({ path }) => `nothing is known of ${path}, and it is not listed as left`)
}

/** Its last attempt in doubt has been followed by nothing that settles it: a value, a handler, or the answer to another attempt. */
function isDoubtful({ events }: Life): boolean {
  let doubtful = false
  let asked = false
  for (const { type, data } of events) {
    if (type === 'step.interrupted') [doubtful, asked] = [!('checked' in data) || data.checked !== 'not_happened', false]
    if (type === 'step.started') asked = true
    // before another attempt nothing can have been heard
    if ((type === 'step.failed' || type === 'step.retrying' || type === 'step.halted') && asked && !('inDoubt' in data)) doubtful = false
    if (SETTLES.has(type)) doubtful = false
  }
  return doubtful
}

const SETTLES: ReadonlySet<string> = new Set(['step.succeeded', 'step.skipped', 'compensation.continued', 'compensation.completed', 'compensation.retrying'])

/** A person has said that it has not happened. */
function isDenied(history: History, { path, events }: Life): boolean {
  return history.ofType('run.resumed').some(({ seq, data }) => seq > (events.at(-1)?.seq ?? 0) && data.resolution?.step === path && data.resolution.did === 'not_happened')
}
