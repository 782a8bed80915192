import type { Json, JsonSchema } from '@eddy/workflow'
import { isJson, isJsonList, isJsonObject } from './json-value.ts'
import { resolveSchema, type Shape, shapeOf } from './shape.ts'

/** What a field of this schema holds when a person adds it: its `default`, else the emptiest value that fits. */
export function startValue(schema: JsonSchema, root: JsonSchema): Json {
  const { default: given } = resolveSchema(schema, root)
  if (isJson(given)) return given
  const shape = shapeOf(schema, root)
  switch (shape.kind) {
    case 'choice':
      return shape.options[0] ?? null
    case 'number':
      return Math.max(0, shape.min ?? 0)
    case 'object':
      return Object.fromEntries(shape.fields.filter((field) => field.required).map((field) => [field.name, startValue(field.schema, root)]))
    case 'list':
      return shape.fixed.map((item) => startValue(item, root))
    case 'union':
      return shape.variants[0] ? startValue(shape.variants[0], root) : null
    default:
      return plainStart(shape)
  }
}

function plainStart(shape: Shape): Json {
  if (shape.kind === 'constant') return shape.value
  if (shape.kind === 'switch') return false
  return shape.kind === 'raw' ? {} : ''
}

/** The defaults that a schema declares, gathered into a value; undefined where it declares none. */
export function declaredDefault(schema: JsonSchema, root: JsonSchema): Json | undefined {
  const resolved = resolveSchema(schema, root)
  if (isJson(resolved.default)) return resolved.default
  const shape = shapeOf(schema, root)
  if (shape.kind !== 'object') return undefined
  const entries = shape.fields.flatMap((field) => {
    const value = field.required || resolveSchema(field.schema, root).default !== undefined ? declaredDefault(field.schema, root) : undefined
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Whether a value looks like one of this schema, closely enough to choose a union's variant: types, constants, required keys. */
export function accepts(schema: JsonSchema, root: JsonSchema, value: Json | undefined): boolean {
  if (value === undefined) return false
  const shape = shapeOf(schema, root)
  switch (shape.kind) {
    case 'constant':
      return same(shape.value, value)
    case 'choice':
      return shape.options.some((option) => same(option, value))
    case 'list':
      return isJsonList(value)
    case 'object':
      return isJsonObject(value) && shape.fields.every((field) => acceptsField(value[field.name], field.required, () => accepts(field.schema, root, value[field.name])))
    case 'union':
      return shape.variants.some((variant) => accepts(variant, root, value))
    case 'raw':
      return resolveSchema(schema, root).type !== 'object' || isJsonObject(value)
    default:
      return typeof value === plainTypes[shape.kind]
  }
}

const plainTypes = { text: 'string', 'long-text': 'string', editor: 'string', number: 'number', switch: 'boolean' } as const

function same(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function acceptsField(value: Json | undefined, required: boolean, fits: () => boolean): boolean {
  return value === undefined ? !required : fits()
}
