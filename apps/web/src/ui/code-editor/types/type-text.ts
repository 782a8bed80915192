import type { JsonSchema } from '@eddy/workflow'
import { type KnownValue, membersOf } from '../../known-value.ts'
import { isJson, isJsonObject, isRecord, isSchema } from '../../schema-form/json-value.ts'
import { resolveSchema } from '../../schema-form/shape.ts'

const deepest = 8

/** What is known of a value as a TypeScript type. Where nothing is declared, what was seen leaves room for more. */
export function typeText(known: KnownValue, depth = 0): string {
  if (depth > deepest) return 'any'
  const schema = known.schema === undefined ? undefined : resolveSchema(known.schema, known.root ?? known.schema)
  return literalsOf(schema) ?? variantsOf(known, schema, depth) ?? compound(known, schema, depth) ?? plain(schema?.type, known)
}

function literalsOf(schema: JsonSchema | undefined): string | undefined {
  if (isJson(schema?.const)) return JSON.stringify(schema.const)
  return Array.isArray(schema?.enum) && schema.enum.length > 0 && schema.enum.every((value) => !isJsonObject(value)) ? schema.enum.map((value) => JSON.stringify(value)).join(' | ') : undefined
}

function variantsOf({ root, schema: own }: KnownValue, schema: JsonSchema | undefined, depth: number): string | undefined {
  const list = schema?.anyOf ?? schema?.oneOf
  if (!Array.isArray(list) || list.length === 0) return undefined
  const around = root ?? own
  return list.map((variant) => (isSchema(variant) ? typeText({ schema: variant, ...(around ? { root: around } : {}) }, depth + 1) : 'any')).join(' | ')
}

function compound(known: KnownValue, schema: JsonSchema | undefined, depth: number): string | undefined {
  const members = membersOf(known)
  const [first] = members
  if (first?.key === 0) return `Array<${typeText(first.known, depth + 1)}>`
  if (members.length === 0) return undefined
  const fields = members.map(({ key, known: field, description }) => `${comment(description)}${JSON.stringify(String(key))}: ${typeText(field, depth + 1)};`)
  const declared = isRecord(schema?.properties) && schema.additionalProperties !== true && !isSchema(schema.additionalProperties)
  return `{ ${fields.join(' ')}${declared ? '' : ' [key: string]: any;'} }`
}

function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */ `
}

const names: { readonly [type: string]: string } = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null', array: 'any[]', object: '{ [key: string]: any }' }

function plain(type: unknown, { sample }: KnownValue): string {
  if (Array.isArray(type)) return type.map((one) => names[String(one)] ?? 'any').join(' | ') || 'any'
  if (typeof type === 'string') return names[type] ?? 'any'
  if (sample === undefined || sample === null) return 'any'
  return names[Array.isArray(sample) ? 'array' : typeof sample] ?? 'any'
}
