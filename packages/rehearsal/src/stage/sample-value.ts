import type { Json, JsonSchema } from '@eddy/workflow'

/** Deeper parts of a schema are left out of its sample. */
const DEEPEST = 6

/** A small value that a JSON Schema describes: its own example, default or constant where it has one. */
export function sampleValue(schema: JsonSchema | undefined, depth = 0): Json {
  if (schema === undefined || depth > DEEPEST) return null
  const given = givenValue(schema)
  if (given !== undefined) return given
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, depth)
    case 'array':
      return isSchema(schema['items']) ? [sampleValue(schema['items'], depth + 1)] : []
    case 'string':
      return sampleText(schema)
    case 'integer':
    case 'number':
      return sampleNumber(schema)
    case 'boolean':
      return true
    default:
      return null
  }
}

function givenValue(schema: JsonSchema): Json | undefined {
  const { const: constant, default: byDefault, examples, enum: choices, anyOf, oneOf } = schema
  if (isJson(constant)) return constant
  if (isJson(byDefault)) return byDefault
  for (const list of [examples, choices]) if (Array.isArray(list) && isJson(list[0])) return list[0]
  for (const list of [anyOf, oneOf]) if (Array.isArray(list) && isSchema(list[0])) return sampleValue(list[0], 1)
  return undefined
}

function typeOf(schema: JsonSchema): unknown {
  const { type } = schema
  if (Array.isArray(type)) return type.find((name) => name !== 'null')
  return type ?? (isSchema(schema['properties']) ? 'object' : undefined)
}

function sampleObject(schema: JsonSchema, depth: number): Json {
  const { properties } = schema
  if (!isSchema(properties)) return {}
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, sampleValue(isSchema(inner) ? inner : {}, depth + 1)]))
}

const FORMATS: { readonly [format: string]: string } = { date: '2026-01-01', 'date-time': '2026-01-01T00:00:00Z', email: 'ada@example.org', uri: 'https://example.org/', uuid: '00000000-0000-4000-8000-000000000000' }

function sampleText({ format, minLength }: JsonSchema): string {
  const text = (typeof format === 'string' ? FORMATS[format] : undefined) ?? 'rehearsed'
  return typeof minLength === 'number' ? text.padEnd(Math.min(minLength, 1_000), '.') : text
}

function sampleNumber({ minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  if (typeof minimum === 'number') return minimum
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + 1
  return typeof maximum === 'number' ? Math.min(1, maximum) : 1
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'bigint'
}
