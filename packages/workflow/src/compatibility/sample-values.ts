import type { Json, JsonSchema } from '../document.ts'

const DEPTH = 4
/** Values kept of each level: a property of a property must not square the work. */
const KEPT = 60

/**
 * Values at and around the limits that schemas set: their enums, defaults and examples, numbers beside each bound, texts of each length,
 * objects with one property left out or varied, lists of each size. Not all of them fit; deterministic and bounded.
 */
export function sampleValues(schemas: readonly JsonSchema[], depth = 0): Json[] {
  const parts = schemas.flatMap((schema) => partsOf(schema, 0))
  const simple = [null, true, false, ...named(parts), ...numbers(parts), ...texts(parts)]
  if (depth >= DEPTH) return simple.slice(0, KEPT)
  return [...simple, ...lists(parts, depth), ...objects(parts, depth)].slice(0, KEPT * 4)
}

/** A schema and the alternatives and conjuncts in it: what limits one of them is worth a try for all. */
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
  const sizes = unique([0, 1, 8, ...lengths.flatMap((length) => [length, length + 1, length - 1])]).filter((size) => size >= 0 && size <= 1000)
  return [...sizes.map((size) => 'a'.repeat(size)), '1', '2024-01-31', '2024-01-31T12:00:00Z', 'someone@example.org', 'https://example.org/']
}

function lists(parts: readonly JsonSchema[], depth: number): Json[] {
  const items = parts.flatMap((part) => objectsIn([part['items']]))
  const values = sampleValues(items, depth + 1)
  const sizes = parts.flatMap((part) => [...numbersIn(part['minItems']), ...numbersIn(part['maxItems'])])
  const counts = unique(sizes.flatMap((size) => [size, size + 1, size - 1])).filter((size) => size > 1 && size <= 50)
  return [[], ...values.map((value) => [value]), ...counts.flatMap((count) => values.slice(0, 20).map((value) => Array.from({ length: count }, () => value)))]
}

function objects(parts: readonly JsonSchema[], depth: number): Json[] {
  const names = unique(parts.flatMap((part) => [...Object.keys(mapOf(part['properties'])), ...textsIn(part['required'])])).slice(0, 20)
  const choices = new Map(names.map((name) => [name, sampleValues(parts.flatMap((part) => objectsIn([mapOf(part['properties'])[name]])), depth + 1).slice(0, KEPT)]))
  // which values suit is not known here: try a few rows in which every property has its first fitting sort of value
  const firsts = [...choices.values()].flatMap((values) => values.map((_, index) => index))
  const rows = unique([0, ...firsts]).slice(0, KEPT).map((index) => Object.fromEntries(names.map((name) => [name, choices.get(name)?.[index] ?? null])))
  const fewer = rows.slice(0, 20).flatMap((row) => names.map((left) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== left))))
  return [{}, { extra: 1 }, ...rows, ...fewer]
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
