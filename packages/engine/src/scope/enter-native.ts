import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { parseInstant } from '@eddy/workflow/instant'
import { must, unreachable } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { textOf } from '../plan/text-of.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { containerOf, isContainer } from './container-of.ts'

type Started = EventData['step.started']

/** Begins a step that the core carries out itself, once its arguments are known. */
export function enterNative(state: RunState, step: StepInstance, started: Started): void {
  if (step.plan.timeoutMs !== null) state.due.push('timer.set', { timer: `timeout:${step.path}`, dueAt: state.now + step.plan.timeoutMs }, step)
  // answered before it began: by a cache
  if (started.answer !== undefined) return state.due.push('step.succeeded', { value: started.answer, by: 'cache' }, step)
  const { native } = step.plan
  if (isContainer(native)) return containerOf(step).enter(state, step, started)
  step.status = 'waiting'
  switch (native) {
    case 'wait.timer':
      return state.due.push('timer.set', { timer: `wait:${step.path}`, dueAt: state.now + (timerLength(step, started.arguments) ?? 0) }, step)
    case 'wait.until':
      return state.due.push('timer.set', { timer: `wait:${step.path}`, dueAt: waitsUntil(step, started.arguments) ?? state.now }, step)
    case 'wait.signal':
    case 'approval':
    case 'escalate':
      return state.due.push('signal.awaited', must(started.signal, 'the signal of a wait'), step)
    case null:
      return undefined
    default:
      return unreachable(native)
  }
}

/** Milliseconds of a `wait.timer`; its argument `duration` goes before its config. Undefined when it is none. */
export function timerLength(step: StepInstance, args: { readonly [name: string]: Json }): number | undefined {
  return parseDuration(textOf(args['duration'] ?? step.plan.step.config?.['duration']))
}

/** The time of a `wait.until`; its argument `time` goes before its config. Undefined when it is none. */
export function waitsUntil(step: StepInstance, args: { readonly [name: string]: Json }): number | undefined {
  const time = args['time'] ?? step.plan.step.config?.['time'] ?? null
  return typeof time === 'number' ? time : parseInstant(textOf(time))
}
