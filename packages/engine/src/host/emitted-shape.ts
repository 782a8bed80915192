import { parseDuration } from '@eddy/workflow/duration'
import type { Step } from '@eddy/workflow'
import { DefinitionError } from '../error/engine-error.ts'
import { ERROR_CLASSES } from '../error/error-class.ts'
import { innerScopes } from '../plan/references.ts'

const NAME = /^[a-z][a-z0-9_]{0,63}$/
const SOURCES: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['value', (value) => value !== undefined],
  ...['input', 'result', 'element', 'secret', 'origin'].map((name) => [name, isText] as const),
])
const ENDS: ReadonlySet<unknown> = new Set(['retry', 'continue', 'fail', 'halt'])
/** What a kind of container must hold. */
const HOLDS: ReadonlyMap<string, 'steps' | 'branches'> = new Map([
  ...['group', 'around', 'lock', 'cache', 'map', 'reduce', 'repeat'].map((kind) => [kind, 'steps'] as const),
  ['switch', 'branches'],
  ['race', 'branches'],
])
const DEEPEST = 32

type Fits = (value: unknown) => boolean

type Fields = { readonly [key: string]: unknown }

/** Refuses what is no step: the code that has made it may have answered anything, and nobody has validated it. Throws DefinitionError (S7). O(steps). */
export function checkShape(step: unknown, depth = 0): asserts step is Step {
  if (!isObject(step) || !isText(step['name']) || !NAME.test(step['name']) || !isText(step['kind'])) throw new DefinitionError('BAD_STEP', 'an emitted step needs a name and a kind')
  const bad = badField(step)
  if (bad !== undefined) throw new DefinitionError('BAD_STEP', `the emitted step "${step['name']}" has ${bad} that cannot be read`)
  if (depth > DEEPEST) throw new DefinitionError('BAD_STEP', `the emitted step "${step['name']}" lies in more than ${DEEPEST} containers`)
  checkInside(step as unknown as Step, depth)
}

function badField(step: Fields): string | undefined {
  return Object.keys(step).find((key) => step[key] !== undefined && FIELDS.get(key)?.(step[key]) === false)
}

function checkInside(step: Step, depth: number): void {
  const holds = HOLDS.get(step.kind)
  if (holds !== undefined && (step[holds] ?? []).length === 0) throw new DefinitionError('BAD_STEP', `the emitted step "${step.name}" is a ${step.kind} without ${holds}`)
  if (step.steps !== undefined && step.branches !== undefined) throw new DefinitionError('BAD_STEP', `the emitted step "${step.name}" has both steps and branches, and can only have one of them`)
  for (const steps of innerScopes(step)) {
    if (steps.length === 0) throw new DefinitionError('BAD_STEP', `the emitted step "${step.name}" has a branch without steps`)
    for (const inner of steps) checkShape(inner, depth + 1)
  }
  for (const branch of step.branches ?? [step]) checkReturn(step, branch)
}

function checkReturn({ name }: Step, { steps, return: returns }: Pick<Step, 'steps' | 'return'>): void {
  if (steps === undefined || returns === undefined || steps.some((inner) => inner.name === returns)) return
  throw new DefinitionError('UNKNOWN_REFERENCE', `the emitted step "${name}" returns "${returns}", which is no step inside it`)
}

/** By name; fields that are not here are not looked at. */
const FIELDS: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['config', isObject],
  ['arguments', (value) => isListOf(value, isArgument)],
  ['waitFor', (value) => isListOf(value, isText)],
  ['guards', (value) => isListOf(value, (guard) => isObject(guard) && isText(guard['when']) && isEither(guard['otherwise'], isOtherwise))],
  ['onError', (value) => isListOf(value, (rule) => isObject(rule) && isText(rule['when']) && ENDS.has(rule['then']) && isEither(rule['value'], isText) && isEither(rule['delay'], isDuration))],
  ['retry', isRetry],
  ['priority', (value) => typeof value === 'number'],
  ['steps', Array.isArray],
  ['branches', (value) => isListOf(value, (branch) => isObject(branch) && Array.isArray(branch['steps']) && (branch['when'] === undefined || isText(branch['when'])))],
  ...['timeout', 'undo', 'compensate', 'check', 'role', 'mode', 'onInterrupt', 'return'].map((name) => [name, isText] as const),
])

function isArgument(value: unknown): boolean {
  if (!isObject(value) || !isText(value['name']) || value['name'] === '__proto__' || !isObject(value['from'])) return false
  const [source, ...more] = Object.entries(value['from'])
  const { path, transform } = value
  if (source === undefined || more.length > 0 || SOURCES.get(source[0])?.(source[1]) !== true) return false
  return (path === undefined || isListOf(path, (key) => isText(key) || typeof key === 'number')) && (transform === undefined || isText(transform))
}

function isOtherwise(value: unknown): boolean {
  if (!isObject(value)) return false
  return value['value'] !== undefined || value['halt'] !== undefined || isText(value['fail'])
}

function isRetry(value: unknown): boolean {
  return isObject(value) && isLimit(value['max']) && isEither(value['backoff'], isBackoff) && isEither(value['on'], (on) => isListOf(on, isErrorClass)) && isEither(value['classes'], isByClass)
}

function isByClass(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([name, policy]) => isErrorClass(name) && isObject(policy) && isEither(policy['max'], isLimit) && isEither(policy['backoff'], isBackoff))
}

function isBackoff(value: unknown): boolean {
  if (!isObject(value)) return false
  const { initial, max, factor, jitter } = value
  return [initial, max].every((length) => isEither(length, isDuration)) && isEither(factor, (times) => typeof times === 'number' && times >= 1) && isEither(jitter, (share) => typeof share === 'number' && share >= 0 && share <= 1)
}

function isErrorClass(value: unknown): boolean {
  return ERROR_CLASSES.some((name) => name === value)
}

/** Left out, or fitting. */
function isEither(value: unknown, fits: Fits): boolean {
  return value === undefined || fits(value)
}

function isListOf(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits)
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isDuration(value: unknown): boolean {
  return isText(value) && parseDuration(value) !== undefined
}

function isLimit(value: unknown): boolean {
  return value === 'unlimited' || isCount(value)
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0
}
