import type { KindContract, Step } from '@eddy/workflow'
import { expressionProblems } from '../rules/expression-field.ts'
import { machineConfig, stateNamed, transitionsOf, type MachineConfig, type MachineState, type Transition } from './machine-config.ts'

type Findings = ReturnType<NonNullable<KindContract['check']>>

/** A transition, and where it stands. */
interface Placed {
  readonly transition: Transition
  readonly path: string
  /** A transition before it for the same event is always taken. */
  readonly behind: boolean
}

/** What is wrong with a machine that its schema cannot say. */
export function checkMachine(step: Step): Findings {
  const read = machineConfig.safeParse(step.config ?? {})
  if (!read.success) return []
  const config = read.data
  return [
    ...(stateNamed(config, config.initial) ? [] : [{ path: '/config/initial', message: `There is no state "${config.initial}". Add it, or begin with another one.` }]),
    ...Object.entries(config.states).flatMap(([name, state]) => stateProblems(config, name, state)),
    ...unreachable(config),
    ...secretArguments(step),
  ]
}

function stateProblems(config: MachineConfig, name: string, state: MachineState): Findings {
  const path = pathOf(name)
  const leaves = state.final === true && Object.keys(state.on ?? {}).length > 0
  return [
    ...expressionProblems(state.entry, `${path}/entry`),
    ...(leaves ? [{ path: `${path}/on`, message: `The state "${name}" is final, so its transitions can never be taken. Remove them, or make it no final state.` }] : []),
    ...transitionsFrom(name, state).flatMap((placed) => transitionProblems(config, placed)),
  ]
}

function transitionProblems(config: MachineConfig, { transition, path, behind }: Placed): Findings {
  const { target, guard, reduce } = transition
  return [
    ...(stateNamed(config, target) ? [] : [{ path: `${path}/target`, message: `There is no state "${target}".` }]),
    ...expressionProblems(guard, `${path}/guard`),
    ...expressionProblems(reduce, `${path}/reduce`),
    ...(behind ? [{ path, message: 'This transition is never taken: one without a guard stands before it.', severity: 'warning' as const }] : []),
  ]
}

function transitionsFrom(name: string, state: MachineState): readonly Placed[] {
  return Object.entries(state.on ?? {}).flatMap(([event, written]) => {
    const path = `${pathOf(name)}/on/${escaped(event)}`
    const all = transitionsOf(state, event)
    const always = all.findIndex(({ guard }) => guard === undefined || guard.trim() === 'true')
    return all.map((transition, index) => ({ transition, path: Array.isArray(written) ? `${path}/${index}` : path, behind: always !== -1 && index > always }))
  })
}

function unreachable(config: MachineConfig): Findings {
  // without a beginning every state would be one of these
  if (!stateNamed(config, config.initial)) return []
  const reached = new Set([config.initial])
  for (const name of reached) {
    const state = stateNamed(config, name)
    if (!state || state.final === true) continue
    for (const { transition, behind } of transitionsFrom(name, state)) if (!behind) reached.add(transition.target)
  }
  return Object.keys(config.states)
    .filter((name) => !reached.has(name))
    .map((name) => ({ path: pathOf(name), message: `The state "${name}" can never be reached from "${config.initial}".`, severity: 'warning' }))
}

/** What a machine is given can stay in its context, and come out in a run that never had the secret. */
function secretArguments({ arguments: args = [] }: Step): Findings {
  return args.flatMap(({ name, from }, index) => ('secret' in from ? [{ path: `/arguments/${index}/from`, message: `A machine may keep what it is given and show it to other runs, so the argument "${name}" cannot be a secret.` }] : []))
}

function pathOf(state: string): string {
  return `/config/states/${escaped(state)}`
}

/** As a JSON pointer wants it. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
