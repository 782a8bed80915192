import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { EventData } from '../event/event.ts'
import { errorJson } from '../error/error-json.ts'
import type { MapPolicy } from '../plan/plan.ts'
import type { StreamReference } from '../port/step-executor.ts'
import { ContainerState } from '../state/container-state.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from './accepts-work.ts'
import { askWhatNext } from './ask-what-next.ts'
import type { Container } from './container.ts'
import { endElement } from './end-element.ts'
import { gathered, gatherResult } from './gather-results.ts'
import { openScope, scopeValue } from './open-scope.ts'
import { failContainer } from './take-down.ts'

/**
 * `map` and `reduce`: one scope for each element of a list or a stream, at most a window of them at once. A stream is asked for the
 * next element only when the window has room: what it feeds is never further ahead than that. A `reduce` has a window of one, and
 * hands what its fold has come to from element to element.
 */
export const mapContainer: Container = {
  enter(state, map, started) {
    const container = new ContainerState()
    map.container = container
    const policy = policyOf(map)
    container.accumulator = started.arguments['initial'] ?? policy.initial
    const source = mapSource(started.arguments)
    if (isStream(source)) container.stream = { reference: source, pulling: false, ended: false, error: undefined }
    else takeList(container, listOf(source, started), policy)
    goOn(state, map)
  },

  scopeDone(state, scope, value) {
    const map = ownerOf(scope)
    endElement(state, stateOf(map), scope)
    const problem = gatherResult(map, scope.index, value)
    if (problem) return failContainer(state, map, problem)
    goOn(state, map)
  },

  /** An element that has failed is handled as the map's policy says; too many fail the map. */
  scopeFailed(state, scope) {
    const map = ownerOf(scope)
    const container = stateOf(map)
    const policy = policyOf(map)
    const error = must(scope.failing, 'the error of a failed element')
    endElement(state, container, scope)
    if (container.failure !== undefined) return endTakenDown(state, map)
    container.failures++
    if (container.failures > policy.maxFailures) return failContainer(state, map, error)
    if (policy.onElementError === 'collect') gatherResult(map, scope.index, { error: errorJson(error) })
    else if (policy.onElementError === 'dead_letter') container.deadLetters.push({ index: scope.index, element: elementOf(map, scope), error })
    goOn(state, map)
  },
}

/** Elements have come from a stream, or its end has. One that has broken off fails its map when the elements at work have ended. */
export function streamElements(state: RunState, map: StepInstance, come: { readonly elements: readonly Json[]; readonly ended: boolean; readonly error?: RunError | undefined }): void {
  const container = stateOf(map)
  const stream = must(container.stream, 'the stream of a map')
  stream.pulling = false
  stream.ended = come.ended
  stream.error = come.error
  if (container.failure !== undefined) return
  for (const element of come.elements) openElement(state, map, element)
  goOn(state, map)
}

/** A map's source, whatever it is: its argument `source`, or the first that is not what a fold begins with. */
export function mapSource(args: { readonly [name: string]: Json }): Json {
  const name = 'source' in args ? 'source' : Object.keys(args).find((other) => other !== 'initial')
  return name === undefined ? null : (args[name] ?? null)
}

/**
 * Where the log counts other elements, an older version has begun the map: it took the first argument. Where it names a large list and does
 * not hold it, as whoever looks on is told, there are as many elements, and nothing is known of them.
 */
function listOf(source: Json, { arguments: args, count }: EventData['step.started']): readonly Json[] {
  const first = Object.values(args)[0]
  if (Array.isArray(source) && (count === undefined || source.length === count)) return source
  return Array.isArray(first) ? first : new Array<Json>(count ?? 0).fill(null)
}

export function isStream(value: Json): value is StreamReference {
  return typeof value === 'object' && value !== null && '$stream' in value && typeof value.$stream === 'string'
}

function takeList(container: ContainerState, source: readonly Json[], { gather, ordered }: MapPolicy): void {
  container.elements = source
  // its length is known: a list that grows is copied again and again
  if (gather === 'list' && ordered) container.results = new Array<Json | undefined>(source.length)
}

/** Opens as many elements as the window has room for; ends the map after the last. */
function goOn(state: RunState, map: StepInstance): void {
  const container = stateOf(map)
  const { stream } = container
  if (container.failure !== undefined) return
  if (isOver(container)) return end(state, map, stream?.error)
  if (!acceptsWork(state, map.scope)) return
  const { window } = policyOf(map)
  if (stream === null) {
    while (container.scopes.size < window && container.opened < container.elements.length) openElement(state, map, container.elements[container.opened] ?? null)
  } else if (!stream.ended && !stream.pulling && container.scopes.size < window) {
    stream.pulling = true
    state.tasks.push({ kind: 'pull', step: map })
  }
}

function isOver({ stream, settled, opened, elements }: ContainerState): boolean {
  return settled === opened && (stream === null ? opened === elements.length : stream.ended)
}

/** Its own rules, handler and retry decide once nothing is open any more. */
function endTakenDown(state: RunState, map: StepInstance): void {
  const { scopes, failure } = stateOf(map)
  if (scopes.size === 0 && failure !== undefined) askWhatNext(state, map, failure)
}

function end(state: RunState, map: StepInstance, error: RunError | undefined): void {
  if (error === undefined) state.due.push('step.succeeded', { value: gathered(map) }, map)
  else if (acceptsWork(state, map.scope)) askWhatNext(state, map, error)
}

function openElement(state: RunState, map: StepInstance, element: Json): void {
  const container = stateOf(map)
  const index = container.opened++
  const plan = must(map.plan.scopes[0], 'the inside of a map')
  const folding = map.plan.native === 'reduce'
  const scope = openScope(state, { plan, owner: map, inputs: map.scope.inputs, index, element: folding ? { element, accumulator: container.accumulator, index } : element })
  container.scopes.add(scope)
  // nothing in it is needed, or there is nothing in it
  if (scope.remaining === 0) mapContainer.scopeDone(state, scope, scopeValue(scope))
}

/** Without what a fold adds to it. */
function elementOf(map: StepInstance, { element = null }: ScopeInstance): Json {
  return map.plan.native === 'reduce' && typeof element === 'object' && element !== null && 'element' in element ? (element.element ?? null) : element
}

function ownerOf(scope: ScopeInstance): StepInstance {
  return must(scope.owner, 'the map of an element')
}

function stateOf(map: StepInstance): ContainerState {
  return must(map.container, 'the state of a map')
}

function policyOf(map: StepInstance): MapPolicy {
  return must(map.plan.map, 'the policy of a map')
}
