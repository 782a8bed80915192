import { Validator, type Schema } from '@cfworker/json-schema'
import { joinPointer } from './json-pointer.ts'
import type { JsonSchema } from './document.ts'

export interface SchemaFault {
  /** JSON pointer into the value. */
  readonly path: string
  readonly message: string
}

/** Keywords that only say that something inside failed. */
const OUTER = new Set(['properties', 'items', 'prefixItems', 'additionalProperties', 'patternProperties', '$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf'])
const TYPES = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'])

/** Where a value departs from a JSON Schema 2020-12; empty when it fits. Interprets the schema, evaluates no code, never throws. */
export function schemaFaults(schema: JsonSchema, value: unknown): SchemaFault[] {
  try {
    // the validator reads what it knows and skips the rest, so any object will do
    const { valid, errors } = new Validator(schema as Schema, '2020-12', false).validate(value)
    if (valid) return []
    const inner = errors.filter(({ keyword }) => !OUTER.has(keyword))
    return (inner.length > 0 ? inner : errors).map(({ instanceLocation, error }) => ({ path: decodeURI(instanceLocation.slice(1)), message: error }))
  } catch (error) {
    return [{ path: '', message: `The schema cannot be applied: ${error instanceof Error ? error.message : String(error)}` }]
  }
}

/** What is wrong with a schema itself, as far as it can be seen without a value; `path` points into the schema. */
export function faultsOfSchema(schema: JsonSchema): SchemaFault[] {
  const faults: SchemaFault[] = []
  const pending: { readonly value: unknown; readonly path: string }[] = [{ value: schema, path: '' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next
    if (!isObject(value)) continue
    faults.push(...badTypes(value['type'], path), ...badPattern(value['pattern'], path))
    for (const inner of subschemas(value)) pending.push({ value: inner.value, path: joinPointer(path, ...inner.keys) })
  }
  return faults.length > 0 ? faults : unusable(schema)
}

function badTypes(type: unknown, path: string): SchemaFault[] {
  if (type === undefined) return []
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  return types.every((name) => typeof name === 'string' && TYPES.has(name)) ? [] : [{ path: `${path}/type`, message: `A type is one of ${[...TYPES].join(', ')}.` }]
}

function badPattern(pattern: unknown, path: string): SchemaFault[] {
  if (pattern === undefined) return []
  const fault = [{ path: `${path}/pattern`, message: 'The pattern is no regular expression.' }]
  if (typeof pattern !== 'string') return fault
  try {
    new RegExp(pattern, 'u')
    return []
  } catch {
    return fault
  }
}

function unusable(schema: JsonSchema): SchemaFault[] {
  try {
    new Validator(schema as Schema, '2020-12').validate(null)
    return []
  } catch (error) {
    return [{ path: '', message: error instanceof Error ? error.message : String(error) }]
  }
}

const MAPS = ['properties', '$defs', 'patternProperties', 'dependentSchemas']
const SINGLE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems']
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems']

function subschemas(schema: { readonly [key: string]: unknown }): { readonly keys: readonly string[]; readonly value: unknown }[] {
  const within = (key: string) => (isObject(schema[key]) ? Object.entries(schema[key]) : []).map(([name, value]) => ({ keys: [key, name], value }))
  const listed = (key: string) => {
    const list: unknown = schema[key]
    return Array.isArray(list) ? list.map((value: unknown, index) => ({ keys: [key, String(index)], value })) : []
  }
  return [...MAPS.flatMap(within), ...LISTS.flatMap(listed), ...SINGLE.map((key) => ({ keys: [key], value: schema[key] }))]
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
