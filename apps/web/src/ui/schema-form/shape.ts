import type { Json, JsonSchema } from '@eddy/workflow'
import { isJson, isRecord, isSchema } from './json-value.ts'

/** How a schema is asked for on the screen. `raw` is the JSON editor, for everything that has no form of its own. */
export type Shape =
  | { readonly kind: 'text'; readonly input: TextInput }
  | { readonly kind: 'long-text'; readonly code: boolean }
  | { readonly kind: 'editor'; readonly language: EditorLanguage }
  | { readonly kind: 'number'; readonly integer: boolean; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly Json[] }
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'object'; readonly fields: readonly ObjectField[]; readonly rest?: JsonSchema }
  | { readonly kind: 'list'; readonly items: JsonSchema; readonly fixed: readonly JsonSchema[]; readonly min: number; readonly max: number }
  | { readonly kind: 'union'; readonly variants: readonly JsonSchema[] }
  | { readonly kind: 'raw'; /** Its strings may hold `{{ }}`. */ readonly template?: true }

/** `template`: one line with `{{ }}`; `template-lines`: several. */
export type EditorLanguage = 'expression' | 'code' | 'template' | 'template-lines'

export type TextInput = 'text' | 'email' | 'url' | 'date' | 'time' | 'datetime-local'

export interface ObjectField {
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}

/** The form that fits `schema`, whose references are looked up in `root`. */
export function shapeOf(schema: JsonSchema, root: JsonSchema): Shape {
  const resolved = resolveSchema(schema, root)
  if (isJson(resolved.const)) return { kind: 'constant', value: resolved.const }
  if (Array.isArray(resolved.enum) && resolved.enum.length > 0 && resolved.enum.every(isJson)) return { kind: 'choice', options: resolved.enum }
  if (resolved.ui === 'template-json') return { kind: 'raw', template: true }
  const variants = variantsOf(resolved)
  if (variants) return unionShape(variants, root)
  return shapeOfType(resolved)
}

/** Follows local references and folds `allOf` into one schema; what cannot be folded stays as it is. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let current = schema
  // a chain of references that runs in a circle has no meaning: give up on it
  for (let hops = 0; hops < 16 && typeof current.$ref === 'string'; hops += 1) {
    const target = lookUp(current.$ref, root)
    if (!target) return { description: current.description }
    const { $ref: _, ...own } = current
    current = { ...target, ...own }
  }
  if (!Array.isArray(current.allOf)) return current
  const parts = current.allOf.filter(isSchema).map((part) => resolveSchema(part, root))
  const { allOf: _, ...own } = current
  return [...parts, own].reduce(merge, {})
}

export function titleOf(schema: JsonSchema, root: JsonSchema): string | undefined {
  const { title } = resolveSchema(schema, root)
  return typeof title === 'string' && title !== '' ? title : undefined
}

function lookUp(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (!reference.startsWith('#')) return undefined
  let current: unknown = root
  for (const segment of reference.slice(1).split('/').slice(1)) {
    if (!isRecord(current)) return undefined
    current = current[decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return isSchema(current) ? current : undefined
}

function merge(left: JsonSchema, right: JsonSchema): JsonSchema {
  return {
    ...left,
    ...right,
    ...(isRecord(left.properties) && isRecord(right.properties) ? { properties: { ...left.properties, ...right.properties } } : {}),
    ...(Array.isArray(left.required) && Array.isArray(right.required) ? { required: [...left.required, ...right.required] } : {}),
  }
}

function variantsOf(schema: JsonSchema): readonly JsonSchema[] | undefined {
  for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list) && list.every(isSchema)) return list
  if (Array.isArray(schema.type) && schema.type.length > 1) return schema.type.map((type) => ({ ...schema, type, default: undefined }))
  return undefined
}

function unionShape(variants: readonly JsonSchema[], root: JsonSchema): Shape {
  const types = new Set(variants.map((variant) => resolveSchema(variant, root).type))
  // "any JSON value" written out as a union: a chooser of types would only be in the way
  if (types.has('array') && types.has('object') && types.has('string') && types.has('number')) return { kind: 'raw' }
  const constants = variants.map((variant) => resolveSchema(variant, root).const)
  if (constants.every(isJson)) return { kind: 'choice', options: constants }
  return variants.length === 1 && variants[0] ? shapeOf(variants[0], root) : { kind: 'union', variants }
}

function shapeOfType(schema: JsonSchema): Shape {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return textShape(schema)
    case 'number':
    case 'integer':
      return { kind: 'number', integer: schema.type === 'integer', min: limitOf(schema.minimum), max: limitOf(schema.maximum) }
    case 'boolean':
      return { kind: 'switch' }
    case 'null':
      return { kind: 'constant', value: null }
    case 'array':
      return listShape(schema)
    case 'object':
      return objectShape(schema)
    default:
      return isRecord(schema.properties) ? objectShape(schema) : { kind: 'raw' }
  }
}

/** A limit worth saying; zod writes the whole safe range for an integer, which says nothing to a person. */
function limitOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined
}

const inputOfFormat: { readonly [format: string]: TextInput } = { email: 'email', uri: 'url', url: 'url', date: 'date' }

const languages: readonly EditorLanguage[] = ['expression', 'code', 'template', 'template-lines']

function textShape(schema: JsonSchema): Shape {
  const language = languages.find((name) => name === schema.ui)
  if (language) return { kind: 'editor', language }
  const code = typeof schema.contentMediaType === 'string'
  const long = typeof schema.maxLength === 'number' && schema.maxLength > 500
  if (code || long || schema.ui === 'multiline') return { kind: 'long-text', code }
  return { kind: 'text', input: inputOfFormat[String(schema.format)] ?? 'text' }
}

function listShape(schema: JsonSchema): Shape {
  const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems.filter(isSchema) : []
  const open = schema.items !== false && (isSchema(schema.items) || fixed.length === 0)
  const min = typeof schema.minItems === 'number' ? schema.minItems : fixed.length
  const max = open ? (typeof schema.maxItems === 'number' ? schema.maxItems : Infinity) : fixed.length
  return { kind: 'list', items: isSchema(schema.items) ? schema.items : {}, fixed, min, max }
}

function objectShape(schema: JsonSchema): Shape {
  const required = Array.isArray(schema.required) ? schema.required : []
  const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : []
  const fields = properties.map(([name, property]) => ({ name, schema: isSchema(property) ? property : {}, required: required.includes(name) }))
  if (isSchema(schema.additionalProperties)) return { kind: 'object', fields, rest: schema.additionalProperties }
  // an object of which nothing is known is best typed as JSON
  if (fields.length === 0 && schema.additionalProperties !== false) return { kind: 'raw' }
  return { kind: 'object', fields }
}
