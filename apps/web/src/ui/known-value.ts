import type { Json, JsonSchema } from '@eddy/workflow'
import { isJson, isJsonList, isJsonObject, isRecord, isSchema } from './schema-form/json-value.ts'
import { resolveSchema } from './schema-form/shape.ts'

/** What is known of a value before there is one: what was declared, and how one looks. */
export interface KnownValue {
  readonly schema?: JsonSchema
  /** Where references of `schema` lead; the schema itself when absent. */
  readonly root?: JsonSchema
  readonly sample?: Json
}

export interface Member {
  readonly key: string | number
  readonly known: KnownValue
  /** In the schema, and not only seen in the sample. */
  readonly declared: boolean
  readonly description?: string
}

/** The parts of a value that can be reached by one more step of a path; declared ones first. */
export function membersOf(known: KnownValue): readonly Member[] {
  const schema = resolved(known)
  const { sample } = known
  if (isJsonList(sample) || isSchema(schema?.items)) {
    const item: KnownValue = part(known, isSchema(schema?.items) ? schema.items : undefined, isJsonList(sample) ? sample[0] : undefined)
    return item.schema === undefined && item.sample === undefined ? [] : [{ key: 0, known: item, declared: item.schema !== undefined }]
  }
  const properties = isRecord(schema?.properties) ? schema.properties : {}
  const values = isJsonObject(sample) ? sample : {}
  const declared = Object.entries(properties).map(([key, property]) => member(key, part(known, isSchema(property) ? property : {}, values[key]), true))
  const seen = Object.entries(values).filter(([key]) => !Object.hasOwn(properties, key))
  return [...declared, ...seen.map(([key, value]) => member(key, { sample: value }, false))]
}

/** What is known at the end of a path; nothing when it leads nowhere. */
export function knownAt(known: KnownValue, path: readonly (string | number)[]): KnownValue {
  let at = known
  for (const key of path) {
    const members = membersOf(at)
    const value = isJsonList(at.sample) && typeof key === 'number' ? at.sample[key] : undefined
    const found = members.find((candidate) => candidate.key === key) ?? (typeof key === 'number' ? members.find((candidate) => candidate.key === 0) : undefined)
    at = found ? (value === undefined ? found.known : { ...found.known, sample: value }) : {}
  }
  return at
}

/** One word for the type: `text`, `number`, `list of objects`, … */
export function typeOf(known: KnownValue): string {
  const type = declaredType(resolved(known)?.type) ?? seenType(known.sample)
  if (type !== 'list') return type
  const [item] = membersOf(known)
  const inner = item ? typeOf(item.known) : 'anything'
  return inner === 'anything' ? 'list' : `list of ${inner}`
}

function declaredType(type: unknown): string | undefined {
  return Array.isArray(type) ? type.map((one) => words[String(one)] ?? String(one)).join(' or ') : words[String(type)]
}

function seenType(sample: Json | undefined): string {
  if (sample === undefined || sample === null) return 'anything'
  return isJsonList(sample) ? 'list' : (words[typeof sample] ?? 'anything')
}

const words: { readonly [type: string]: string } = { string: 'text', number: 'number', integer: 'whole number', boolean: 'yes or no', array: 'list', object: 'object', null: 'nothing' }

/** A value in a few characters. */
export function brief(value: Json | undefined, length = 28): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value)
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

const deepest = 6

/** A value that fits the schema, for looking at. */
export function sampleOf(schema: JsonSchema, root: JsonSchema = schema, depth = 0): Json {
  const at = resolveSchema(schema, root)
  const given = [at.default, at.const, first(at.examples), first(at.enum)].find((value) => value !== undefined && isJson(value))
  if (isJson(given)) return given
  const variant = first(at.anyOf) ?? first(at.oneOf)
  if (isSchema(variant)) return sampleOf(variant, root, depth + 1)
  if (depth > deepest) return null
  if (isRecord(at.properties)) return Object.fromEntries(Object.entries(at.properties).map(([key, property]) => [key, sampleOf(isSchema(property) ? property : {}, root, depth + 1)]))
  if (isSchema(at.items)) return [sampleOf(at.items, root, depth + 1)]
  return simple[String(Array.isArray(at.type) ? at.type[0] : at.type)] ?? null
}

const simple: { readonly [type: string]: Json } = { string: 'text', number: 1.5, integer: 1, boolean: true, array: [], object: {} }

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined
}

function resolved({ schema, root }: KnownValue): JsonSchema | undefined {
  return schema === undefined ? undefined : resolveSchema(schema, root ?? schema)
}

function part({ schema, root }: KnownValue, inner: JsonSchema | undefined, sample: Json | undefined): KnownValue {
  const around = root ?? schema
  return { ...(inner === undefined ? {} : { schema: inner, ...(around === undefined ? {} : { root: around }) }), ...(sample === undefined ? {} : { sample }) }
}

function member(key: string, known: KnownValue, declared: boolean): Member {
  const description = resolved(known)?.description
  return { key, known, declared, ...(typeof description === 'string' ? { description } : {}) }
}
