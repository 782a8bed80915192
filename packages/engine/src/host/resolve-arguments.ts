import type { Argument, Json } from '@eddy/workflow'
import type { Ports } from '../port/ports.ts'
import type { ArgumentPlan } from '../plan/plan.ts'
import type { StepContext } from '../port/step-executor.ts'
import { MOST_VALUES } from '../state/event-log.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { dig, elementOf, resolveSource, type Resolved, type Resolving } from '../scope/resolve-source.ts'
import { KnownSecrets } from './known-secrets.ts'
import { andThen, attempt, firstAnswer, messageOf, type MaybeAsync } from './maybe-async.ts'

export type Arguments = { readonly [name: string]: Json }

/** `logged` is `values` with secrets replaced by `{ "$secret": name }`: the form that may enter the log. */
export type ResolvedArguments = { readonly values: Arguments; readonly logged: Arguments } | { readonly problem: string }

export const NO_ARGUMENTS: Arguments = Object.freeze({})

/** As `resolvePlain`, of a step that has one argument: its value alone. */
export function resolveSole(step: StepInstance): Json | undefined {
  const { argumentPlans } = step.plan
  if (argumentPlans === null) return soleResult(step)
  const plan = argumentPlans[0]
  return plan === undefined ? undefined : resolvePlan(plan, step)
}

function soleResult({ plan, scope, siblings }: StepInstance): Json | undefined {
  // by its name: another may have taken it over
  if (scope.emitted !== undefined) return undefined
  return siblings.resultOf(siblings.plan.sources[plan.sources] ?? 0)
}

/** Arguments without transforms and secrets; their values are left in `into` too, in the order of their names. Undefined where the long way has to be taken, or to find the words for what is missing. O(arguments). */
export function resolvePlain(step: StepInstance, into: Json[] = []): Arguments | undefined {
  const { argumentNames, argumentPlans } = step.plan
  if (argumentNames === null) return undefined
  // many are no list to keep
  const values = argumentNames.length <= MOST_VALUES ? into : []
  const all = argumentPlans === null ? resolveResults(step, argumentNames.length, values) : resolvePlans(argumentPlans, step, values)
  return all ? named(argumentNames, values) : undefined
}

/** Whether all that a step takes whole from others of its scope is there. */
function resolveResults({ plan, scope, siblings }: StepInstance, count: number, into: Json[]): boolean {
  const all = siblings.plan.sources
  // by their names: another may have taken one over
  if (scope.emitted !== undefined && count > 0) return false
  for (let i = 0; i < count; i++) {
    const value = siblings.resultOf(all[plan.sources + i] ?? 0)
    if (value === undefined) return false
    into[i] = value
  }
  return true
}

function resolvePlans(plans: readonly ArgumentPlan[], step: StepInstance, into: Json[]): boolean {
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i]
    const value = plan === undefined ? undefined : resolvePlan(plan, step)
    if (value === undefined) return false
    into[i] = value
  }
  return true
}

/** Values by their names. Few are spelled out: where the steps of a run have the same names in the same order, each place sees the same name again and again. */
function named(names: readonly string[], values: readonly Json[]): Arguments {
  const count = names.length
  if (count === 0) return NO_ARGUMENTS
  const all: { [name: string]: Json } = {}
  all[names[0] as string] = values[0] as Json
  if (count === 1) return all
  all[names[1] as string] = values[1] as Json
  if (count === 2) return all
  all[names[2] as string] = values[2] as Json
  for (let i = 3; i < count; i++) all[names[i] as string] = values[i] as Json
  return all
}

/** Undefined where it is missing. */
function resolvePlan(plan: ArgumentPlan, step: StepInstance): Json | undefined {
  if (plan.local !== -1) return localValue(plan, step)
  return plan.element !== null && plan.path === null ? elementOf(step.scope, plan.element) : plainValue(plan, step)
}

function localValue({ local, path }: ArgumentPlan, step: StepInstance): Json | undefined {
  if (path !== null || step.scope.emitted !== undefined) return undefined
  return step.siblings.resultOf(local)
}

function plainValue({ from, path }: ArgumentPlan, step: StepInstance): Json | undefined {
  const resolved = resolveSource(from, { scope: step.scope, origin: null })
  if (!('value' in resolved)) return undefined
  if (path === null) return resolved.value
  const dug = dig(resolved.value, path)
  return 'value' in dug ? dug.value : undefined
}

const NONE: ResolvedArguments = { values: {}, logged: {} }

/** Resolves arguments: path first, then transform, for every kind of source (S3). Problems name the step, the argument and the path. */
export function resolveArguments(args: readonly Argument[] | undefined, ports: Ports, about: Resolving & { readonly step: string; readonly context: StepContext }): MaybeAsync<ResolvedArguments> {
  if (args === undefined || args.length === 0) return NONE
  const values: { [name: string]: Json } = {}
  const logged: { [name: string]: Json } = {}
  const each = (argument: Argument): MaybeAsync<{ readonly problem: string } | undefined> =>
    andThen(resolveOne(argument, ports, about), (resolved) => {
      if ('problem' in resolved) return { problem: `argument "${argument.name}" of step "${about.step}": ${resolved.problem}` }
      values[argument.name] = resolved.value
      logged[argument.name] = 'secret' in argument.from ? { $secret: argument.from.secret } : resolved.value
      return undefined
    })
  return andThen(firstAnswer(args, each), (problem) => problem ?? { values, logged })
}

type Value = { readonly value: Json } | { readonly problem: string }

function resolveOne(argument: Argument, ports: Ports, about: Resolving & { readonly context: StepContext }): MaybeAsync<Value> {
  return andThen(fetchSecret(resolveSource(argument.from, about), ports), (source) => {
    if ('problem' in source) return source
    const dug = dig(source.value, argument.path ?? [])
    if (!('value' in dug)) return { problem: 'problem' in dug ? dug.problem : 'a secret has no path' }
    const made = transform(dug.value, argument, { ports, context: about.context })
    return 'secret' in argument.from ? andThen(made, (value) => learned(value, ports)) : made
  })
}

/** What a transform makes of a secret is kept out of the log like the secret itself (F2). */
function learned(made: Value, { secrets }: Ports): Value {
  if ('value' in made && secrets instanceof KnownSecrets) secrets.learn(made.value)
  return made
}

function transform(value: Json, argument: Argument, { ports, context }: { readonly ports: Ports; readonly context: StepContext }): MaybeAsync<Value> {
  const expr = argument.transform
  if (expr === undefined) return { value }
  return attempt<Value>(
    () => andThen(ports.evaluator.evaluate(expr, value, context), (result) => ({ value: result })),
    (error) => ({ problem: `its transform failed: ${messageOf(error)}` }),
  )
}

function fetchSecret(source: Resolved, ports: Ports): MaybeAsync<Value> {
  if (!('secret' in source)) return source
  const problem = { problem: `there is no secret "${source.secret}"` }
  return attempt<Value>(
    () => andThen(ports.secrets?.get(source.secret), (value) => (value === undefined ? problem : { value })),
    (error) => ({ problem: `the secret "${source.secret}" could not be read: ${messageOf(error)}` }),
  )
}
