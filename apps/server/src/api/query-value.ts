import type { JsonSchema } from './input-schema.ts'

/**
 * What a text of the address means to a schema: numbers and booleans where it takes such, lists from repeats, JSON for what has no text
 * form. A text that means nothing stays a text, for the procedure's own check to say so.
 */
export function queryValue(texts: readonly string[], schema: JsonSchema): unknown {
  const [text = ''] = texts
  if (schema.type === 'array') return isPlain(schema.items) ? texts.map((each) => scalar(each, schema.items ?? {})) : json(text)
  if (texts.length > 1) return texts
  return isPlain(schema) ? scalar(text, schema) : json(text)
}

/** It can be written as it is, without quotes. */
export function isPlain(schema: JsonSchema | undefined): boolean {
  if (!schema) return false
  const parts = schema.anyOf ?? schema.oneOf
  if (parts) return parts.every(isPlain)
  return schema.enum !== undefined || schema.const !== undefined || ['string', 'integer', 'number', 'boolean', 'null'].includes(schema.type ?? '')
}

function scalar(text: string, schema: JsonSchema): unknown {
  const parts = schema.anyOf ?? schema.oneOf ?? [schema]
  const types = new Set(parts.map(({ type }) => type))
  if ((types.has('integer') || types.has('number')) && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text)
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (types.has('null') && text === 'null') return null
  return text
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
