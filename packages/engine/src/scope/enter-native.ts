import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { must, unreachable } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { textOf } from '../plan/text-of.ts'
import type { NativeKind } from '../plan/plan.ts'
import { due, fact } from '../state/due.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { openMap } from './map-elements.ts'
import { openScope, scopeValue } from './open-scope.ts'

type Started = EventData['step.started']

/** Begins a step that the core carries out itself, once its arguments are known. */
export function enterNative(state: RunState, step: StepInstance, started: Started): void {
  const kind: NativeKind = must(step.plan.native, 'a native step')
  if (step.plan.timeoutMs !== null) due(state, fact('timer.set', { timer: `timeout:${step.path}`, dueAt: state.now + step.plan.timeoutMs }, step))
  switch (kind) {
    case 'group':
      return openInside(state, step, { branch: 0, inputs: step.scope.inputs })
    case 'compose':
      return openInside(state, step, { branch: 0, inputs: started.arguments })
    case 'switch':
      if (started.branch === undefined) return due(state, fact('step.succeeded', { value: null }, step))
      return openInside(state, step, { branch: started.branch, inputs: step.scope.inputs })
    case 'map':
      return openMap(state, step, mapSource(started.arguments))
    case 'wait.timer':
      step.status = 'waiting'
      return due(state, fact('timer.set', { timer: `wait:${step.path}`, dueAt: state.now + timerLength(step, started.arguments) }, step))
    case 'wait.signal':
      step.status = 'waiting'
      return due(state, fact('signal.awaited', must(started.signal, 'the signal of a wait'), step))
    default:
      return unreachable(kind)
  }
}

function openInside(state: RunState, step: StepInstance, inside: { readonly branch: number; readonly inputs: { readonly [name: string]: Json } }): void {
  const plan = must(step.plan.scopes[inside.branch], 'the inside of a container')
  const scope = openScope(state, { plan, owner: step, prefix: `${step.path}.`, inputs: inside.inputs })
  step.container = { scopes: new Map([[0, scope]]), elements: [], results: [], nextElement: 0, settled: 0, failures: 0 }
  if (scope.remaining === 0) due(state, fact('step.succeeded', { value: scopeValue(scope) }, step))
}

/** A map's elements: its argument `source`, or its only one. */
export function mapSource(args: { readonly [name: string]: Json }): readonly Json[] {
  const source = args['source'] ?? Object.values(args)[0]
  return Array.isArray(source) ? source : []
}

/** Milliseconds of a `wait.timer`; its argument `duration` goes before its config. */
export function timerLength(step: StepInstance, args: { readonly [name: string]: Json }): number {
  return parseDuration(textOf(args['duration'] ?? step.plan.step.config?.['duration'])) ?? 0
}
