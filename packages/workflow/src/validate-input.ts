import { createDidYouMean, type DidYouMean } from './did-you-mean.ts'
import { joinPointer } from './json-pointer.ts'
import { schemaFaults } from './json-schema.ts'
import { problem } from './problem.ts'
import type { Problem } from './catalog.ts'
import type { Input, Json, WorkflowDocument } from './document.ts'

export type ResolvedInputs = { readonly ok: true; readonly input: { readonly [name: string]: Json } } | { readonly ok: false; readonly problems: Problem[] }

/**
 * The input that a run starts with: what was given, defaults for the rest, and `null` for what is neither required nor given. Refuses
 * unknown inputs, missing required ones (all without `default` or `required: false`) and values that do not fit their schema, all at once;
 * `path` points into the input. Nothing given is an empty input. Transforms are left to the engine.
 */
export function resolveInputs(document: WorkflowDocument, input: unknown): ResolvedInputs {
  const given = input ?? {}
  if (!isObject(given)) {
    return { ok: false, problems: [problem('INPUT_NOT_AN_OBJECT', { path: '', message: `The input of "${document.name}" must be an object with its inputs by name.` })] }
  }
  const inputs = document.inputs ?? []
  const problems = [...unknownInputs(inputs, given, createDidYouMean()), ...inputs.flatMap((declared) => problemsOf(declared, given))]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, input: Object.fromEntries(inputs.map((declared) => [declared.name, valueOf(declared, given)])) }
}

type Given = { readonly [name: string]: Json }

function unknownInputs(inputs: readonly Input[], given: Given, didYouMean: DidYouMean): Problem[] {
  const names = new Set(inputs.map(({ name }) => name))
  const unknown = Object.keys(given).filter((name) => !names.has(name))
  return unknown.map((name) => problem('INPUT_UNKNOWN', { path: joinPointer('', name), message: `The workflow has no input "${name}".`, hint: didYouMean(name, names) }))
}

function problemsOf(declared: Input, given: Given): Problem[] {
  const { name, schema } = declared
  const path = joinPointer('', name)
  if (!isGiven(declared, given)) {
    return isRequired(declared) ? [problem('INPUT_MISSING', { path, message: `The input "${name}" is required.`, hint: declared.description })] : []
  }
  const faults = schema ? schemaFaults(schema, given[name]) : []
  return faults.map((fault) => problem('INPUT_MISMATCH', { path: path + fault.path, message: `The input "${name}" does not fit${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}` }))
}

function isGiven({ name }: Input, given: Given): boolean {
  return Object.hasOwn(given, name) && given[name] !== undefined
}

/** A run without it is refused. */
export function isRequired({ required, default: preset }: Input): boolean {
  return preset === undefined && required !== false
}

function valueOf(declared: Input, given: Given): Json {
  const value = isGiven(declared, given) ? given[declared.name] : declared.default
  return value ?? null
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
