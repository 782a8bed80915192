/** As much of JSON Schema as the configurations of kinds use. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly $ref?: string
  /** How the inspector shows the field. */
  readonly ui?: string
}

interface Field {
  readonly path: string
  readonly schema: Schema
  readonly required: boolean
}

/** A table of all fields of a configuration, nested ones by their path: `lock.name`, `rules[].when`, `states.*.on`. */
export function configTable(config: object, expressions: readonly string[] = []): readonly string[] {
  const fields = fieldsOf(config as Schema, '')
  if (fields.length === 0) return ['None.']
  return ['| field | title | type | | meaning |', '|---|---|---|---|---|', ...fields.map((field) => row(field, expressions))]
}

function row({ path, schema, required }: Field, expressions: readonly string[]): string {
  const type = schema.ui === 'expression' || expressions.includes(path) ? 'JSONata' : typeOf(schema)
  const cells = [`\`${path}\``, schema.title ?? '', type, need(schema, required), schema.description ?? '']
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function need({ default: value }: Schema, required: boolean): string {
  if (value !== undefined) return `default \`${JSON.stringify(value)}\``
  return required ? '**required**' : ''
}

function fieldsOf({ properties = {}, required = [] }: Schema, prefix: string): readonly Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => [{ path: prefix + name, schema, required: required.includes(name) }, ...inner(schema, prefix + name)])
}

/** The fields inside a field: of an object, of the elements of a list, of the values of a map. */
function inner(schema: Schema, path: string): readonly Field[] {
  const { items, additionalProperties, anyOf = [] } = schema
  if (schema.properties) return fieldsOf(schema, `${path}.`)
  if (items) return inner(items, `${path}[]`)
  if (typeof additionalProperties === 'object') return inner(additionalProperties, `${path}.*`)
  // of a choice between one and several, the fields of the one
  const [one] = anyOf
  return one ? inner(one, path) : []
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return 'any JSON'
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' | ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  return plainType(schema)
}

function plainType({ type, minimum, maximum, additionalProperties }: Schema): string {
  if (typeof additionalProperties === 'object') return `map of ${typeOf(additionalProperties)}`
  if (type === 'integer' || type === 'number') return type + range(minimum, maximum)
  return type === undefined ? 'any JSON' : String(type)
}

function range(minimum: number | undefined, maximum: number | undefined): string {
  const [least, most] = [bounded(minimum), bounded(maximum)]
  if (least === undefined) return most === undefined ? '' : `, at most ${most}`
  return most === undefined ? `, at least ${least}` : `, ${least} to ${most}`
}

/** Zod bounds integers by what a double can hold, which tells a reader nothing. */
function bounded(limit: number | undefined): number | undefined {
  return limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? undefined : limit
}
