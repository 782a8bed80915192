import { fits } from './fits.ts'
import type { Json, JsonSchema } from '../document.ts'

const DEPTH = 4
/** Values kept of a part: a property of a property must not square the work. */
const KEPT = 40

/**
 * Values that fit a schema, at and around the limits that it and the hints set: members of enums, numbers beside each bound, texts of each
 * length, objects with one property left out or varied, lists of each size. Deterministic and bounded; empty where nothing was found.
 */
export function sampleValues(schema: JsonSchema, hints: readonly JsonSchema[], depth = 0): Json[] {
  const parts = [schema, ...hints].flatMap((part) => partsOf(part, 0))
  const simple = [...named(parts), null, true, false, ...numbers(parts), ...texts(parts)]
  const nested = depth >= DEPTH ? [] : [...lists(parts, depth), ...objects(parts, depth)]
  return [...simple, ...nested].filter((value) => fits(schema, value) === true)
}

/** A schema with the alternatives and conjuncts in it: what limits one of them is worth a try for all. */
function partsOf(schema: JsonSchema, depth: number): JsonSchema[] {
  if (depth > DEPTH) return []
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => objectsIn(schema[keyword]))
  return [schema, ...inner.flatMap((part) => partsOf(part, depth + 1))]
}

function named(parts: readonly JsonSchema[]): Json[] {
  return parts.flatMap((part) => [...jsonIn(part['enum']), ...jsonIn(part['examples']), ...jsonIn([part['const'], part['default']])])
}

function numbers(parts: readonly JsonSchema[]): number[] {
  const bounds = parts.flatMap((part) => ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].flatMap((keyword) => numbersIn(part[keyword])))
  return unique([0, 1, -1, 0.5, 1000, ...bounds.flatMap((bound) => [bound, bound + 1, bound - 1, bound + 0.5, bound * 2])])
}

function texts(parts: readonly JsonSchema[]): string[] {
  const lengths = parts.flatMap((part) => [...numbersIn(part['minLength']), ...numbersIn(part['maxLength'])])
  const sizes = unique([0, 1, 8, ...lengths.flatMap((length) => [length, length + 1, length - 1])]).filter((size) => Number.isInteger(size) && size >= 0 && size <= 1000)
  return [...sizes.map((size) => 'a'.repeat(size)), '1', '2024-01-31', '2024-01-31T12:00:00Z', 'someone@example.org', 'https://example.org/']
}

function lists(parts: readonly JsonSchema[], depth: number): Json[] {
  const values = valuesOf(parts.map((part) => part['items']), depth)
  const sizes = parts.flatMap((part) => [...numbersIn(part['minItems']), ...numbersIn(part['maxItems'])])
  const counts = unique(sizes.flatMap((size) => [size, size + 1, size - 1])).filter((size) => Number.isInteger(size) && size > 1 && size <= 50)
  return [[], ...values.map((value) => [value]), ...counts.flatMap((count) => [values.slice(0, count), ...values.slice(0, 10).map((value) => Array.from({ length: count }, () => value))])]
}

function objects(parts: readonly JsonSchema[], depth: number): Json[] {
  const names = unique(parts.flatMap((part) => [...Object.keys(mapOf(part['properties'])), ...textsIn(part['required'])])).slice(0, 20)
  const choices = new Map(names.map((name) => [name, valuesOf(parts.map((part) => mapOf(part['properties'])[name]), depth)]))
  const full = Object.fromEntries([...choices].flatMap(([name, values]) => values.slice(0, 1).map((value) => [name, value])))
  const varied = [...choices].flatMap(([name, values]) => values.map((value) => ({ ...full, [name]: value })))
  const without = (left: string) => Object.fromEntries(Object.entries(full).filter(([name]) => name !== left))
  const required = textsIn(parts[0]?.['required'])
  const least = Object.fromEntries(Object.entries(full).filter(([name]) => required.includes(name)))
  return [{}, full, least, { ...full, another_property: 1 }, ...names.map(without), ...varied]
}

/** The first schema is the one to fit. Where it says nothing of this place, anything fits, and the others say what is worth a try. */
function valuesOf([schema, ...hints]: readonly unknown[], depth: number): Json[] {
  return spread(sampleValues(isObject(schema) ? schema : {}, objectsIn(hints), depth + 1))
}

/** Some of each type, not the first of one only. */
function spread(values: readonly Json[]): Json[] {
  const typed = new Map<string, number>()
  return values
    .filter((value) => {
      const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
      const count = (typed.get(type) ?? 0) + 1
      typed.set(type, count)
      return count <= KEPT / 4
    })
    .slice(0, KEPT)
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function jsonIn(values: unknown): Json[] {
  return Array.isArray(values) ? values.filter((value): value is Json => value !== undefined) : []
}

function numbersIn(value: unknown): number[] {
  return typeof value === 'number' ? [value] : []
}

function textsIn(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []
}

function objectsIn(values: unknown): JsonSchema[] {
  return Array.isArray(values) ? values.filter(isObject) : []
}

function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
