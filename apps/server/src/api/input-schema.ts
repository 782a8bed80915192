import { z } from 'zod'
import { Draft } from '../workflow/draft.ts'
import { procedureOf, type ProcedureFacts } from './procedure-of.ts'

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly type?: string
  readonly properties?: { readonly [name: string]: JsonSchema }
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly $ref?: string
  readonly $defs?: { readonly [name: string]: JsonSchema }
  readonly [keyword: string]: unknown
}

export interface InputSchema extends ProcedureFacts {
  readonly schema: JsonSchema
}

const NONE: JsonSchema = { type: 'object', properties: {} }
const known = new Map<string, InputSchema>()

/** A procedure's input, from the very schema that checks it. */
export function inputSchema(name: string): InputSchema {
  const found = known.get(name)
  if (found) return found
  const facts = procedureOf(name)
  const made = { ...facts, schema: schemaOf(facts.input) }
  known.set(name, made)
  return made
}

function schemaOf(input: z.ZodType | undefined): JsonSchema {
  if (!input) return NONE
  const made = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === (Draft as unknown)) Object.assign(jsonSchema, { $ref: '#/components/schemas/WorkflowDocument' })
      // what says no more than the format or the type, at length
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  const schema = renamed({ ...(made as JsonSchema), $schema: undefined })
  const plain = schema.anyOf?.find(({ properties }) => properties) ?? schema
  return plain.properties ? plain : NONE
}

/** What refers to itself is a definition of the schema's own; any JSON is the only such. */
function renamed(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify({ ...schema, $defs: undefined })
  return JSON.parse(text.replaceAll(/"\$ref":"#\/\$defs\/[^"]+"/g, '"description":"Any JSON value."')) as JsonSchema
}

/** The schema at a place such as `base.id`; undefined where there is none. */
export function schemaAt(schema: JsonSchema, place: string): JsonSchema | undefined {
  return place.split('.').reduce<JsonSchema | undefined>((at, name) => at && property(at, name), schema)
}

function property(schema: JsonSchema, name: string): JsonSchema | undefined {
  const own = schema.properties?.[name]
  if (own) return own
  for (const part of schema.anyOf ?? schema.oneOf ?? []) {
    const found = property(part, name)
    if (found) return found
  }
  return undefined
}
