import ts from 'typescript-in-page'

export type Schema = { [keyword: string]: unknown }

const STRING = { type: 'string' }
const WIDE: readonly (readonly [ts.TypeFlags, Schema])[] = [[ts.TypeFlags.StringLike, STRING], [ts.TypeFlags.NumberLike, { type: 'number' }], [ts.TypeFlags.BooleanLike, { type: 'boolean' }]]

/**
 * JSON Schemas of what values of TypeScript's types are once they have been through JSON: dates are strings, functions and undefined are
 * left out. Types with a name become components; their comments become descriptions.
 */
export class TypeSchemas {
  readonly components: { [name: string]: Schema } = {}
  readonly #names = new Map<ts.Symbol, string>()
  readonly #open: ts.Type[] = []
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  of(type: ts.Type): Schema {
    const name = this.#nameOf(type)
    if (name === undefined) return this.#guarded(type)
    if (name === 'Json') return { description: 'Any JSON value.' }
    if (!(name in this.components)) {
      this.components[name] = {}
      this.components[name] = { ...this.#describe(type.aliasSymbol ?? type.symbol), ...this.#shape(type) }
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** A type without a name that holds itself is anything at all. */
  #guarded(type: ts.Type): Schema {
    if (this.#open.includes(type)) return {}
    this.#open.push(type)
    try {
      return this.#shape(type)
    } finally {
      this.#open.pop()
    }
  }

  #shape(type: ts.Type): Schema {
    const simple = this.#simple(type)
    if (simple) return simple
    if (type.isUnion()) return this.#union(type.types)
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.StringLike)) return STRING
    if (this.#checker.isTupleType(type)) return this.#tuple(type)
    if (this.#checker.isArrayType(type)) return { type: 'array', items: this.of(this.#argument(type)) }
    return this.#object(type)
  }

  #simple(type: ts.Type): Schema | undefined {
    const { flags } = type
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) return {}
    if (flags & ts.TypeFlags.Null || flags & ts.TypeFlags.Void || flags & ts.TypeFlags.Undefined) return { type: 'null' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === 'true' }
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' }
    return WIDE.find(([flag]) => flags & flag)?.[1]
  }

  #union(parts: readonly ts.Type[]): Schema {
    const kept = parts.filter((part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)))
    const constants = kept.filter((part) => part.isStringLiteral() || part.isNumberLiteral())
    const booleans = kept.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral)
    const others = kept.filter((part) => !constants.includes(part as ts.LiteralType & ts.StringLiteralType) && !booleans.includes(part))
    const schemas = others.map((part) => this.of(part))
    if (constants.length > 0) schemas.unshift({ enum: constants.map((part) => (part as ts.StringLiteralType).value).sort() })
    if (booleans.length === 2) schemas.push({ type: 'boolean' })
    else if (booleans[0]) schemas.push(this.of(booleans[0]))
    const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
    return different.length === 1 && different[0] ? different[0] : { anyOf: different }
  }

  #tuple(type: ts.Type): Schema {
    const parts = this.#checker.getTypeArguments(type as ts.TypeReference)
    return { type: 'array', prefixItems: parts.map((part) => this.of(part)), minItems: parts.length, maxItems: parts.length }
  }

  #argument(type: ts.Type): ts.Type {
    const [argument] = this.#checker.getTypeArguments(type as ts.TypeReference)
    if (!argument) throw new Error(`an array of what? ${this.#checker.typeToString(type)}`)
    return argument
  }

  #object(type: ts.Type): Schema {
    const properties: { [name: string]: Schema } = {}
    const required: string[] = []
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const inner = this.#checker.getTypeOfSymbol(property)
      if (property.name.startsWith('__') || inner.getCallSignatures().length > 0) continue
      const schema = this.of(inner)
      properties[property.name] = { ...schema, ...this.#describe(property) }
      if (!(property.flags & ts.SymbolFlags.Optional) && !mayBeUndefined(inner)) required.push(property.name)
    }
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required: required.sort() } : {}),
      ...(index ? { additionalProperties: this.of(index.type) } : {}),
    }
  }

  #describe(symbol: ts.Symbol | undefined): Schema {
    const text = symbol && ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).replaceAll(/\s*\n\s*/g, ' ').trim()
    return text ? { description: text } : {}
  }

  /** Undefined for a type that is written in place, or made of others. */
  #nameOf(type: ts.Type): string | undefined {
    const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined)
    if (!symbol || (type.aliasTypeArguments?.length ?? 0) > 0 || !this.#isOurs(symbol)) return undefined
    const known = this.#names.get(symbol)
    if (known !== undefined) return known
    const taken = new Set(this.#names.values())
    let name = symbol.name
    for (let number = 2; taken.has(name); number++) name = `${symbol.name}${number}`
    this.#names.set(symbol, name)
    return name
  }

  #isOurs(symbol: ts.Symbol): boolean {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
    return symbol.name !== '__type' && !file.includes('/node_modules/') && !file.includes('/generated/')
  }
}

function mayBeUndefined(type: ts.Type): boolean {
  return type.isUnion() ? type.types.some((part) => part.flags & ts.TypeFlags.Undefined) : Boolean(type.flags & ts.TypeFlags.Undefined)
}
