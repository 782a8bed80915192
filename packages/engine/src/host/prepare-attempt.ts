import type { Guard, Input, Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import { runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { EventData } from '../event/event.ts'
import { textOf } from '../plan/text-of.ts'
import type { Ports } from '../port/ports.ts'
import type { StepContext } from '../port/step-executor.ts'
import { isWithin } from '../state/scope-instance.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { andThen, attempt, firstAnswer, messageOf, type MaybeAsync } from './maybe-async.ts'
import { errorJson } from '../error/error-json.ts'
import { isStream, mapSource } from '../scope/map-elements.ts'
import { timerLength, waitsUntil } from '../scope/enter-native.ts'
import { ownOf, type Origin } from '../scope/resolve-source.ts'
import type { RunState } from '../state/run-state.ts'
import type { HeldGates } from './held-gates.ts'
import { resolveArguments, resolvePlain, type Arguments } from './resolve-arguments.ts'

/** All that is decided before an attempt starts. */
export type Preparation =
  | { readonly kind: 'start'; readonly passed: number; readonly values: Arguments; readonly started: EventData['step.started'] }
  | { readonly kind: 'stop'; readonly passed: number; readonly stopped: EventData['guard.stopped'] }
  /** `retry`: it may be tried again like a failed attempt. */
  | { readonly kind: 'error'; readonly passed: number; readonly error: RunError; readonly retry?: boolean }

export interface Preparing {
  readonly step: StepInstance
  readonly ports: Ports
  readonly context: StepContext
  readonly state: RunState
  readonly gates: HeldGates
  /** Told of a gate that it has to wait at. */
  readonly onWait: (awaited: EventData['gate.awaited']) => void
}

/** What needs nothing but values that are there: arguments without transforms and secrets, no guards, no kind of the engine's own. */
export function prepareAtOnce(step: StepInstance): Arguments | undefined {
  const { plan } = step
  if ( plan.native !== null || step.scope.lane !== '' || (plan.step.guards !== undefined && plan.step.guards.length > 0)) return undefined
  return resolvePlain(step)
}

/** Resolves the arguments (S3), asks the guards in order (S4), and finds out what a container needs to begin. */
export function prepareAttempt(preparing: Preparing): MaybeAsync<Preparation> {
  const { step, ports, context } = preparing
  const definition = step.plan.step
  return andThen(resolveArguments(definition.arguments, ports, { scope: step.scope, origin: laneOrigin(preparing), step: step.path, context }), (resolved) => {
    if ('problem' in resolved) return failed(preparing, { passed: 0, code: 'ARGUMENT_ERROR', message: resolved.problem })
    const { values, logged } = resolved
    return andThen(askGuards(preparing, definition.guards ?? [], values), (answer) => {
      if (answer !== undefined) return answer
      const passed = definition.guards?.length ?? 0
      const start: Preparation = { kind: 'start', passed, values, started: { arguments: logged } }
      return step.plan.native === null ? start : prepareNative(preparing, values, start)
    })
  })
}

function askGuards(preparing: Preparing, guards: readonly Guard[], values: Arguments): MaybeAsync<Preparation | undefined> {
  if (guards.length === 0) return undefined
  return firstAnswer(guards, (guard, index) =>
    attempt<Preparation | undefined>(
      () =>
        andThen(preparing.ports.evaluator.evaluate(guard.when, values, preparing.context), (answer) =>
          isTrue(answer) ? undefined : { kind: 'stop', passed: index, stopped: { index, otherwise: guard.otherwise ?? { value: null } } },
        ),
      (error) => failed(preparing, { passed: index, code: 'GUARD_ERROR', message: `guard ${index + 1} of step "${preparing.step.path}" failed: ${messageOf(error)}` }),
    ),
  )
}

function prepareNative(preparing: Preparing, values: Arguments, start: Preparation & { readonly kind: 'start' }): MaybeAsync<Preparation> {
  const { step } = preparing
  switch (step.plan.native) {
    case 'switch':
      return chooseBranch(preparing, values, start)
    case 'map':
    case 'reduce':
      return withSource(preparing, values, start)
    case 'group':
      return withBefore(preparing, values, start)
    case 'around':
      return throughGates(preparing, values, start)
    case 'wait.until':
      return withTime(preparing, values, start)
    case 'wait.timer':
      return withDuration(preparing, values, start)
    case 'compose':
      return composedInputs(preparing, values, start)
    case 'wait.signal':
    case 'approval':
    case 'escalate':
      return awaitedSignal(preparing, values, start)
    default:
      return start
  }
}

type Start = Preparation & { readonly kind: 'start' }

function extend(start: Start, more: Partial<EventData['step.started']>): Start {
  return { ...start, started: { ...start.started, ...more } }
}

function chooseBranch(preparing: Preparing, values: Arguments, start: Start): MaybeAsync<Preparation> {
  const branches = preparing.step.plan.step.branches ?? []
  const found = attempt<number | Preparation | undefined>(
    () =>
      firstAnswer(branches, (branch, index) =>
        branch.when === undefined ? index : andThen(preparing.ports.evaluator.evaluate(branch.when, values, preparing.context), (answer) => (isTrue(answer) ? index : undefined)),
      ),
    (error) => failed(preparing, { passed: start.passed, code: 'EXPRESSION_ERROR', message: `a branch of step "${preparing.step.path}" could not be decided: ${messageOf(error)}` }),
  )
  return andThen(found, (branch) => (typeof branch === 'number' ? extend(start, { branch }) : (branch ?? start)))
}

/** What a group makes of its arguments before it begins; its steps read it as its element. */
function withBefore(preparing: Preparing, values: Arguments, start: Start): MaybeAsync<Preparation> {
  const before = preparing.step.plan.step.config?.['before']
  if (typeof before !== 'string') return start
  return attempt<Preparation>(
    () => andThen(preparing.ports.evaluator.evaluate(before, values, preparing.context), (value) => extend(start, { before: value })),
    (error) => failed(preparing, { passed: start.passed, code: 'EXPRESSION_ERROR', message: `what "${preparing.step.path}" does before its steps failed: ${messageOf(error)}` }),
  )
}

function withSource(preparing: Preparing, values: Arguments, start: Start): Preparation {
  const source = mapSource(values)
  if (Array.isArray(source)) return extend(start, { count: source.length })
  if (isStream(source)) return start
  return failed(preparing, { passed: start.passed, code: 'ARGUMENT_ERROR', message: `the source of ${preparing.step.plan.step.kind} "${preparing.step.path}" is neither a list nor a stream` })
}

function withTime(preparing: Preparing, values: Arguments, start: Start): Preparation {
  if (waitsUntil(preparing.step, values) !== undefined) return start
  return failed(preparing, { passed: start.passed, code: 'ARGUMENT_ERROR', message: `step "${preparing.step.path}" waits for a time, and what it was given is no ISO 8601 time with a zone such as 2027-01-31T09:00:00Z` })
}

function withDuration(preparing: Preparing, values: Arguments, start: Start): Preparation {
  if (timerLength(preparing.step, values) !== undefined) return start
  return failed(preparing, { passed: start.passed, code: 'ARGUMENT_ERROR', message: `step "${preparing.step.path}" waits for a duration, and what it was given is no ISO 8601 duration such as PT5S` })
}

/** Waits for locks and limits before the container starts; a cache may know its value already. */
function throughGates(preparing: Preparing, values: Arguments, start: Start): MaybeAsync<Preparation> {
  if (preparing.step.plan.gates.length === 0) return start
  return attempt<Preparation>(
    () =>
      andThen(preparing.gates.enter({ ...preparing, values }), (stopped) => {
        if (stopped === undefined) return start
        if (stopped.kind === 'answered') return extend(start, { answer: stopped.value })
        return { kind: 'error', passed: start.passed, retry: true, error: runError(stopped.error, { step: preparing.step.path, attempt: preparing.context.attempt }) }
      }),
    (error) => failed(preparing, { passed: start.passed, code: 'GATE_ERROR', message: `step "${preparing.step.path}" could not enter: ${messageOf(error)}` }),
  )
}

/** The failure lane may ask for the error that has failed the run. */
function laneOrigin({ step, state, context }: Preparing): Origin | null {
  if (state.lane === null || state.error === undefined || !isWithin(step.scope, state.lane)) return null
  return { value: null, arguments: state.input, error: errorJson(state.error), context: { ...context } }
}

/** A composed workflow's inputs: the step's arguments, defaults for the rest, then each input's own transform, once. */
function composedInputs(preparing: Preparing, values: Arguments, start: Start): MaybeAsync<Preparation> {
  const inputs = preparing.step.plan.scopes[0]?.workflow.inputs ?? []
  const fault = misfit(inputs, values, preparing.ports.evaluator)
  if (fault !== undefined) return failed(preparing, { passed: start.passed, code: 'INPUT_ERROR', message: `the workflow composed by "${preparing.step.path}" cannot take its ${fault}` })
  return attempt<Preparation>(
    () => andThen(transformInputs(inputs, values, preparing.ports), (resolved) => extend(start, { arguments: resolved })),
    (error) => failed(preparing, { passed: start.passed, code: 'INPUT_ERROR', message: `an input of the workflow composed by "${preparing.step.path}" could not be made: ${messageOf(error)}` }),
  )
}

/** The first input that was given what its schema does not allow. */
function misfit(inputs: readonly Input[], given: Arguments, evaluator: Ports['evaluator']): string | undefined {
  for (const { name, schema } of inputs) {
    const value = ownOf(given, name)
    const [first] = schema === undefined || value === undefined ? [] : (evaluator.faults?.(schema, value) ?? [])
    if (first !== undefined) return `input "${name}"${first.path === '' ? '' : ` at "${first.path}"`}: ${first.message}`
  }
  return undefined
}

function awaitedSignal(preparing: Preparing, values: Arguments, start: Start): MaybeAsync<Preparation> {
  const { plan, path } = preparing.step
  const config = plan.step.config ?? {}
  const asked = plan.native === 'approval' || plan.native === 'escalate'
  const name = asked ? textOf(config['signal'] ?? plan.native) : textOf(config['name'])
  const { correlation } = config
  // a question without a correlation of its own is known by its step
  if (typeof correlation !== 'string') return extend(start, { signal: asked ? { name, correlation: path } : { name } })
  return attempt<Preparation>(
    () => andThen(preparing.ports.evaluator.evaluate(correlation, values, preparing.context), (key) => extend(start, { signal: { name, correlation: typeof key === 'string' ? key : JSON.stringify(key) } })),
    (error) => failed(preparing, { passed: start.passed, code: 'EXPRESSION_ERROR', message: `the correlation of step "${preparing.step.path}" failed: ${messageOf(error)}` }),
  )
}

/** Defaults, then transforms. Rejects with the first transform's error. */
export function transformInputs(inputs: readonly Input[], given: Arguments, ports: Pick<Ports, 'evaluator'>): MaybeAsync<Arguments> {
  const resolved: { [name: string]: Json } = { ...given }
  const each = (input: Input): MaybeAsync<undefined> => {
    if (ownOf(resolved, input.name) === undefined) resolved[input.name] = input.default ?? null
    if (input.transform === undefined) return undefined
    return andThen(ports.evaluator.evaluate(input.transform, resolved[input.name] ?? null, null), (value) => {
      resolved[input.name] = value
      return undefined
    })
  }
  return andThen(firstAnswer(inputs, each), () => resolved)
}

function failed(preparing: Preparing, problem: { readonly passed: number; readonly code: string; readonly message: string }): Preparation {
  const error = runError({ code: problem.code, message: problem.message, retryable: false }, { step: preparing.step.path, attempt: preparing.context.attempt })
  return { kind: 'error', passed: problem.passed, error }
}
