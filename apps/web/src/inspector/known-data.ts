import type { Argument, Catalog, Json, KindContract, Source, Step, WorkflowDocument } from '@eddy/workflow'
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

/** The value of a step, from its contract; of a container, from what is in it. */
export function knownResult(scene: Scene, path: string, within: readonly string[] = []): KnownValue {
  const known = scene.results.get(path)
  if (known) return known
  const found = locate(scene.document, path)
  // a document with a cycle is not valid, but it can be on the screen
  if (!found || within.includes(path)) return {}
  const made = guessResult(scene, found, [...within, path])
  scene.results.set(path, made)
  return made
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
  if (!contract.result) return sample === null ? {} : { sample }
  return { schema: contract.result, sample: sample ?? sampleOf(contract.result) }
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

function knownInner(scene: Scene, { path, step }: Located, within: readonly string[]): KnownValue {
  const branch = step.branches?.find(({ steps }) => steps.length > 0)
  const steps = step.steps ?? branch?.steps ?? []
  const name = (step.steps ? step.return : branch?.return) ?? steps.at(-1)?.name
  return name === undefined ? {} : knownResult(scene, `${path}.${name}`, within)
}

export function knownInput(document: WorkflowDocument, name: string): KnownValue {
  const input = document.inputs?.find((candidate) => candidate.name === name)
  if (!input) return {}
  const { schema, default: given } = input
  return { ...(schema ? { schema } : {}), ...(given === undefined ? (schema ? { sample: sampleOf(schema) } : {}) : { sample: given }) }
}

/** What a container gives each turn of its inner steps. */
export function knownElement(scene: Scene, found: Located, name: string): KnownValue {
  const container = containersOf(scene.document, found).find(({ step }) => step.name === name)
  if (!container) return {}
  const { step } = container
  const initial = step.config?.['initial'] ?? null
  if (scene.catalog.get(step.kind)?.iterates === 'rounds') return { schema: { type: 'object', properties: { round: { type: 'integer' }, previous: {} } }, sample: { round: 0, previous: initial } }
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

/** In a handler: the step that it helps or undoes. */
export function originOf(document: WorkflowDocument, found: Located): Located | undefined {
  if (found.scope.kind !== 'handlers') return undefined
  const { name } = found.step
  return [...stepIndex(document).values()].find(({ step }) => step.undo === name || step.compensate === name || step.check === name)
}

function knownOrigin(scene: Scene, found: Located, part: 'value' | 'arguments' | 'error' | 'context'): KnownValue {
  if (part === 'error') return { sample: sampleError }
  if (part === 'context') return { sample: sampleContext }
  const origin = originOf(scene.document, found)
  if (!origin) return {}
  return part === 'value' ? knownResult(scene, origin.path) : knownArguments(scene, origin)
}
