import type { Evaluator, StepContext } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import { evaluateAt } from '../rules/evaluate-at.ts'
import { stateNamed, transitionsOf, type MachineConfig, type MachineState, type Transition } from './machine-config.ts'
import { MachineProblem } from './machine-problem.ts'
import type { MachineRecord, MachineResult } from './machine-record.ts'

/** One event for a machine, and what its expressions may see. */
export interface MachineEvent {
  readonly config: MachineConfig
  readonly key: string | null
  readonly event: string
  readonly arguments: { readonly [name: string]: Json }
  readonly evaluator: Evaluator
  readonly context: StepContext
}

type Standing = Pick<MachineRecord, 'state' | 'context' | 'version'>

/** What the event makes of a machine. Rejects with a MachineProblem, or with an ExpressionError that names its place. */
export async function applyEvent(event: MachineEvent, { state, context, version }: Standing): Promise<MachineResult> {
  const { config, key } = event
  const previous = { state, context, version }
  const here = stateNamed(config, state)
  if (!here) throw new MachineProblem('UNKNOWN_STATE', `the machine "${config.machine}" stands in the state "${state}", which this step does not know; add the state to its configuration`)
  const transition = here.final === true ? undefined : await transitionFor(event, here, previous)
  if (transition) return { key, state: transition.target, context: await contextAfter(event, transition, previous), previous, version: version + 1, changed: true }
  if (config.ignoreUnknown !== true) throw noTransition(event, here, state)
  return { key, ...previous, previous, changed: false }
}

async function transitionFor(event: MachineEvent, here: MachineState, standing: Standing): Promise<Transition | undefined> {
  for (const transition of transitionsOf(here, event.event)) {
    if (transition.guard === undefined) return transition
    if (isTrue(await evaluateIn(event, standing, { expr: transition.guard, place: `the guard of "${event.event}" in the state "${standing.state}"` }))) return transition
  }
  return undefined
}

async function contextAfter(event: MachineEvent, { target, reduce }: Transition, standing: Standing): Promise<Json> {
  const reduced = reduce === undefined ? standing.context : await evaluateIn(event, standing, { expr: reduce, place: `the new context of "${event.event}" in the state "${standing.state}"` })
  const there = stateNamed(event.config, target)
  if (!there) throw new MachineProblem('UNKNOWN_STATE', `"${event.event}" leads from the state "${standing.state}" to "${target}", which is no state of the machine "${event.config.machine}"`)
  return there.entry === undefined ? reduced : evaluateIn(event, { ...standing, state: target, context: reduced }, { expr: there.entry, place: `the entry of the state "${target}"` })
}

function evaluateIn(event: MachineEvent, { state, context }: Standing, { expr, place }: { readonly expr: string; readonly place: string }): Promise<Json> {
  const root = { state, context, event: event.event, payload: event.arguments['payload'] ?? null, arguments: event.arguments }
  return evaluateAt({ evaluator: event.evaluator, context: event.context, root }, expr, place)
}

function noTransition({ config, event }: MachineEvent, here: MachineState, state: string): MachineProblem {
  const name = `the machine "${config.machine}"`
  if (here.final === true) return new MachineProblem('NO_TRANSITION', `${name} has ended in the state "${state}" and takes no "${event}"`)
  const known = transitionsOf(here, event).length > 0
  return new MachineProblem('NO_TRANSITION', known ? `${name} takes "${event}" in the state "${state}", but no guard lets it pass` : `${name} takes no "${event}" in the state "${state}"`)
}
