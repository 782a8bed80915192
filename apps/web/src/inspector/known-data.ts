import { type Argument, type Catalog, type Json, type KindContract, resultOf, type Source, type Step, type WorkflowDocument } from '@eddy/workflow'
import { type Located, locate, resolveName, root as rootScope, stepIndex } from '../store/document/locate.ts'
import type { Evaluation } from '../ui/expression-editor/evaluations.ts'
import { type KnownValue, knownAt, sampleOf } from '../ui/known-value.ts'
import { isJsonList, isJsonObject } from '../ui/schema-form/json-value.ts'

/** What is needed to guess how the values of a document look: nothing is run. */
export interface Scene {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  /** Arguments that a person has typed in place of the guessed ones, by the path of the step. */
  readonly samples: ReadonlyMap<string, Json>
  /** Names of the secrets that there are, as far as known. */
  readonly secrets?: readonly string[] | undefined
  readonly ask: (expr: string, root: Json) => Evaluation
  /** Results found so far, by path: a step that many use is looked at once. */
  readonly results: Map<string, KnownValue>
}

/** Containers within containers, and the like. */
const deepest = 40
/** Of how many steps behind it a value is guessed; beyond that only what contracts promise. */
const farthest = 200

const secret: KnownValue = { schema: { type: 'string' }, sample: '••••' }
export const sampleContext: Json = { runId: 'sample', step: 'sample', attempt: 1, retriesRemaining: 2, workflow: 'sample' }
export const sampleError: Json = { code: 'HTTP_429', message: 'Too many requests', class: 'resource', retryable: true, step: 'sample', attempt: 1, details: { status: 429 } }

/** The arguments object of a step, from the samples of its sources. */
export function knownArguments(scene: Scene, found: Located, within: readonly string[] = []): KnownValue {
  const own = scene.samples.get(found.path)
  const known = (found.step.arguments ?? []).map((argument) => [argument.name, knownArgument(scene, found, { argument, within })] as const)
  const properties = Object.fromEntries(known.map(([name, { schema, root }]) => [name, schema === undefined || (root !== undefined && root !== schema) ? {} : schema]))
  const sample = own ?? Object.fromEntries(known.map(([name, value]) => [name, value.sample ?? null]))
  return { schema: { type: 'object', properties }, sample }
}

interface Asked {
  readonly argument: Argument
  readonly within?: readonly string[]
  /** Before its transform. */
  readonly raw?: boolean
}

/** One argument, after its path and, unless asked for raw, its transform. */
export function knownArgument(scene: Scene, found: Located, { argument, within = [], raw = false }: Asked): KnownValue {
  const source = knownSource(scene, found, { from: argument.from, within })
  const at = argument.path ? knownAt(source, argument.path) : source
  if (raw || argument.transform === undefined) return at
  return computed(scene, argument.transform, at.sample ?? null)
}

export function knownSource(scene: Scene, found: Located, { from, within = [] }: { readonly from: Source; readonly within?: readonly string[] }): KnownValue {
  if ('value' in from) return { sample: from.value }
  if ('secret' in from) return secret
  if ('origin' in from) return knownOrigin(scene, found, from.origin)
  if ('input' in from) return knownInput(scene.document, from.input)
  if ('element' in from) return knownElement(scene, found, from.element)
  const scope = found.scope.kind === 'handlers' ? rootScope : found.scope
  const path = resolveName(scene.document, scope, from.result)
  return path === undefined ? {} : knownResult(scene, path, within)
}

/** The value of a step, from its contract; of a container, from what is in it. Looked at once, until something changes. */
export function knownResult(scene: Scene, path: string, within: readonly string[] = []): KnownValue {
  const known = scene.results.get(path)
  if (known) return known
  // what it is made of comes first, so that a long chain is no deep recursion
  if (within.length === 0) for (const before of madeOf(scene, path)) knownResult(scene, before, [path])
  const found = locate(scene.document, path)
  // a document with a cycle is not valid, but it can be on the screen
  if (!found || within.includes(path) || within.length > deepest) return {}
  const made = guessResult(scene, found, [...within, path])
  scene.results.set(path, made)
  return made
}

/** What is not known already of the steps behind this one, the farthest first, as far as it is worth looking. */
function madeOf(scene: Scene, path: string): readonly string[] {
  const seen = new Set([path])
  for (const at of seen) {
    if (seen.size > farthest) break
    const found = locate(scene.document, at)
    for (const before of found ? partsOfValue(scene.document, found) : []) if (!scene.results.has(before)) seen.add(before)
  }
  seen.delete(path)
  return [...seen].toReversed()
}

/** The steps whose values a step's value is guessed from. */
function partsOfValue(document: WorkflowDocument, found: Located): readonly string[] {
  const scope = found.scope.kind === 'handlers' ? rootScope : found.scope
  const results = (found.step.arguments ?? []).flatMap(({ from }) => ('result' in from ? (resolveName(document, scope, from.result) ?? []) : []))
  const inner = innerReturn(found)
  return inner === undefined ? results : [...results, inner]
}

function guessResult(scene: Scene, found: Located, inside: readonly string[]): KnownValue {
  const { step } = found
  if (step.steps || step.branches) return containerResult(scene, found, inside)
  const contract = scene.catalog.get(step.kind)
  if (!contract) return {}
  const args = knownArguments(scene, found, inside)
  const expr = contract.expressions?.[0] === 'expr' ? step.config?.['expr'] : undefined
  if (typeof expr === 'string') return computed(scene, expr, args.sample ?? null)
  return step.kind === 'collect' ? args : promised(contract, step, args.sample ?? {})
}

function containerResult(scene: Scene, found: Located, inside: readonly string[]): KnownValue {
  const inner = knownInner(scene, found, inside)
  if (found.step.kind !== 'map') return inner
  return { schema: { type: 'array', items: inner.schema ?? {} }, sample: inner.sample === undefined ? [] : [inner.sample] }
}

function promised(contract: KindContract, step: Step, args: Json): KnownValue {
  const sample = fakeOf(contract.fake, step, args)
  const schema = resultOf(contract, step)
  if (!schema) return sample === null ? {} : { sample }
  return { schema, sample: sample ?? sampleOf(schema) }
}

function computed(scene: Scene, expr: string, on: Json): KnownValue {
  const evaluation = scene.ask(expr, on)
  return evaluation.kind === 'value' ? { sample: evaluation.value } : {}
}

function fakeOf(fake: (step: Step, args: { readonly [name: string]: Json }) => Json, step: Step, args: Json): Json {
  try {
    return fake(step, isJsonObject(args) ? args : {})
  } catch {
    // a config that is not finished yet
    return null
  }
}

function knownInner(scene: Scene, found: Located, within: readonly string[]): KnownValue {
  const inner = innerReturn(found)
  return inner === undefined ? {} : knownResult(scene, inner, within)
}

/** The inner step whose value is the container's. */
function innerReturn({ path, step }: Located): string | undefined {
  const branch = step.branches?.find(({ steps }) => steps.length > 0)
  const steps = step.steps ?? branch?.steps ?? []
  const name = (step.steps ? step.return : branch?.return) ?? steps.at(-1)?.name
  return name === undefined ? undefined : `${path}.${name}`
}

export function knownInput(document: WorkflowDocument, name: string): KnownValue {
  const input = document.inputs?.find((candidate) => candidate.name === name)
  if (!input) return {}
  const { schema, default: given } = input
  return { ...(schema ? { schema } : {}), ...(given === undefined ? (schema ? { sample: sampleOf(schema) } : {}) : { sample: given }) }
}

/** All inputs of a run, by name. */
export function knownInputs(document: WorkflowDocument): KnownValue {
  const known = (document.inputs ?? []).map(({ name }) => [name, knownInput(document, name)] as const)
  return { schema: { type: 'object', properties: Object.fromEntries(known.map(([name, { schema }]) => [name, schema ?? {}])) }, sample: Object.fromEntries(known.map(([name, { sample }]) => [name, sample ?? null])) }
}

/** What a container gives each turn of its inner steps. */
export function knownElement(scene: Scene, found: Located, name: string): KnownValue {
  const container = containersOf(scene.document, found).find(({ step }) => step.name === name)
  if (!container) return {}
  const { step } = container
  const initial = step.config?.['initial'] ?? null
  if (scene.catalog.get(step.kind)?.iterates === 'rounds') return { schema: { type: 'object', properties: { round: { type: 'integer' }, previous: {} } }, sample: { round: 0, previous: initial } }
  if (scene.catalog.get(step.kind)?.iterates === 'once') return {}
  const element = firstElement(scene, container)
  if (step.kind !== 'reduce') return element
  const properties = { element: element.schema ?? {}, accumulator: {}, index: { type: 'integer' } }
  return { schema: { type: 'object', properties }, sample: { element: element.sample ?? null, accumulator: initial, index: 0 } }
}

function firstElement(scene: Scene, container: Located): KnownValue {
  const list = container.step.arguments ?? []
  const argument = list.find(({ name }) => name === 'source') ?? list[0]
  if (!argument) return {}
  const known = knownArgument(scene, container, { argument, within: [container.path] })
  return isJsonList(known.sample) || known.schema ? knownAt(known, [0]) : {}
}

/** The containers around a step, the nearest first. */
export function containersOf(document: WorkflowDocument, found: Located): readonly Located[] {
  const outer = found.parent === undefined ? undefined : locate(document, found.parent)
  return outer ? [outer, ...containersOf(document, outer)] : []
}

const owners = new WeakMap<WorkflowDocument, ReadonlyMap<string, readonly HandlerUse[]>>()

/** A step that names a handler, and what for. */
export interface HandlerUse {
  readonly found: Located
  readonly role: 'undo' | 'compensate' | 'check'
}

/** The steps that name a handler. Made once per document. */
export function usesOf(document: WorkflowDocument, handler: string): readonly HandlerUse[] {
  let index = owners.get(document)
  if (!index) {
    const made = new Map<string, HandlerUse[]>()
    for (const found of stepIndex(document).values()) {
      for (const role of ['undo', 'compensate', 'check'] as const) {
        const name = found.step[role]
        if (name !== undefined) made.set(name, [...(made.get(name) ?? []), { found, role }])
      }
    }
    owners.set(document, made)
    index = made
  }
  return index.get(handler) ?? []
}

/** In a handler: the step that it helps or undoes. */
export function originOf(document: WorkflowDocument, found: Located): Located | undefined {
  return found.scope.kind === 'handlers' ? usesOf(document, found.step.name)[0]?.found : undefined
}

function knownOrigin(scene: Scene, found: Located, part: 'value' | 'arguments' | 'error' | 'context'): KnownValue {
  if (part === 'error') return { sample: sampleError }
  if (part === 'context') return { sample: sampleContext }
  const origin = originOf(scene.document, found)
  if (!origin) return {}
  return part === 'value' ? knownResult(scene, origin.path) : knownArguments(scene, origin)
}
