import canonicalize from 'canonicalize'
import type { JsonSchema } from '../document.ts'

export type SchemaObject = JsonSchema
type Subschema = JsonSchema | boolean

export interface Sides {
  readonly sub: SchemaObject
  readonly sup: SchemaObject
  readonly proves: (sub: Subschema, sup: Subschema) => boolean
}

/** A keyword that says something of values of some types; of others, and without `of`, of all. */
export interface Constraint {
  readonly of?: ReadonlySet<string>
  /** Whether what `sup` says with the keyword follows from `sub`. */
  readonly implied: (sides: Sides) => boolean
}

const NUMBERS = new Set(['number', 'integer'])
const STRINGS = new Set(['string'])
const ARRAYS = new Set(['array'])
const OBJECTS = new Set(['object'])
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']

/** The types that a schema leaves open. */
export function typesOf({ type }: SchemaObject): ReadonlySet<string> {
  if (typeof type === 'string') return new Set([type])
  return new Set(Array.isArray(type) ? type.filter((name) => typeof name === 'string') : TYPES)
}

function typesFit({ sub, sup }: Sides): boolean {
  const allowed = typesOf(sup)
  return [...typesOf(sub)].every((type) => allowed.has(type) || (type === 'integer' && allowed.has('number')))
}

/** Sub's bound is at least as tight. */
function bound(keyword: string, tighter: (sub: number, sup: number) => boolean): Constraint['implied'] {
  return ({ sub, sup }) => {
    const [ours, theirs] = [sub[keyword], sup[keyword]]
    return typeof theirs !== 'number' || (typeof ours === 'number' && tighter(ours, theirs))
  }
}

const atLeast = (sub: number, sup: number) => sub >= sup
const atMost = (sub: number, sup: number) => sub <= sup
const either =
  (...ways: readonly Constraint['implied'][]): Constraint['implied'] =>
  (sides) =>
    ways.some((way) => way(sides))

/** Sub's bound by another keyword: more than 3 is also at least 3, and at least 4 is more than 3. */
function across(ours: string, theirs: string, tighter: (sub: number, sup: number) => boolean): Constraint['implied'] {
  return ({ sub, sup }) => {
    const [mine, other] = [sub[ours], sup[theirs]]
    return typeof mine === 'number' && typeof other === 'number' && tighter(mine, other)
  }
}

function same(...keywords: readonly string[]): Constraint['implied'] {
  return ({ sub, sup }) => keywords.every((keyword) => canonicalize(sub[keyword]) === canonicalize(sup[keyword]))
}

function multiple({ sub, sup }: Sides): boolean {
  const [ours, theirs] = [sub['multipleOf'], sup['multipleOf']]
  return typeof ours === 'number' && typeof theirs === 'number' && Number.isInteger(ours) && Number.isInteger(theirs) && theirs > 0 && ours % theirs === 0
}

function requires({ sub, sup }: Sides): boolean {
  const present = new Set(listOf(sub['required']))
  return listOf(sup['required']).every((name) => present.has(name))
}

/** What sub allows for a property that it does not name; with patterns it is not known which apply. */
function otherProperties(sub: SchemaObject): Subschema {
  return isObject(sub['patternProperties']) ? true : asSchema(sub['additionalProperties'])
}

function propertiesFit({ sub, sup, proves }: Sides): boolean {
  const ours = mapOf(sub['properties'])
  return Object.entries(mapOf(sup['properties'])).every(([name, schema]) => proves(Object.hasOwn(ours, name) ? asSchema(ours[name]) : otherProperties(sub), asSchema(schema)))
}

function additionalFit({ sub, sup, proves }: Sides): boolean {
  const allowed = asSchema(sup['additionalProperties'])
  if (allowed === true) return true
  // which properties are additional depends on the patterns of the other side
  if (isObject(sup['patternProperties']) || isObject(sub['patternProperties'])) return same('properties', 'patternProperties', 'additionalProperties')({ sub, sup, proves })
  const known = mapOf(sup['properties'])
  const additional = Object.entries(mapOf(sub['properties'])).flatMap(([name, schema]) => (Object.hasOwn(known, name) ? [] : [asSchema(schema)]))
  return [...additional, asSchema(sub['additionalProperties'])].every((schema) => proves(schema, allowed))
}

function itemsFit({ sub, sup, proves }: Sides): boolean {
  if (Array.isArray(sup['items'])) return false
  const allowed = asSchema(sup['items'])
  const first = listOf(sub['prefixItems']).map(asSchema)
  if (listOf(sup['prefixItems']).length > 0) return same('prefixItems')({ sub, sup, proves }) && proves(asSchema(sub['items']), allowed)
  return [...first, asSchema(sub['items'])].every((schema) => proves(schema, allowed))
}

const contains = same('contains', 'minContains', 'maxContains')
const condition = same('if', 'then', 'else')

/** A keyword that is not here is never implied. */
export const constraints: { readonly [keyword: string]: Constraint } = {
  type: { implied: typesFit },
  minimum: { of: NUMBERS, implied: either(bound('minimum', atLeast), across('exclusiveMinimum', 'minimum', atLeast)) },
  maximum: { of: NUMBERS, implied: either(bound('maximum', atMost), across('exclusiveMaximum', 'maximum', atMost)) },
  exclusiveMinimum: { of: NUMBERS, implied: either(bound('exclusiveMinimum', atLeast), across('minimum', 'exclusiveMinimum', (sub, sup) => sub > sup)) },
  exclusiveMaximum: { of: NUMBERS, implied: either(bound('exclusiveMaximum', atMost), across('maximum', 'exclusiveMaximum', (sub, sup) => sub < sup)) },
  multipleOf: { of: NUMBERS, implied: either(same('multipleOf'), multiple) },
  minLength: { of: STRINGS, implied: either(bound('minLength', atLeast), ({ sup }) => sup['minLength'] === 0) },
  maxLength: { of: STRINGS, implied: bound('maxLength', atMost) },
  pattern: { of: STRINGS, implied: same('pattern') },
  format: { of: STRINGS, implied: same('format') },
  properties: { of: OBJECTS, implied: propertiesFit },
  required: { of: OBJECTS, implied: requires },
  additionalProperties: { of: OBJECTS, implied: additionalFit },
  patternProperties: { of: OBJECTS, implied: same('patternProperties') },
  propertyNames: { of: OBJECTS, implied: same('propertyNames') },
  minProperties: { of: OBJECTS, implied: either(bound('minProperties', atLeast), ({ sup }) => sup['minProperties'] === 0) },
  maxProperties: { of: OBJECTS, implied: bound('maxProperties', atMost) },
  items: { of: ARRAYS, implied: itemsFit },
  prefixItems: { of: ARRAYS, implied: same('prefixItems') },
  minItems: { of: ARRAYS, implied: either(bound('minItems', atLeast), ({ sup }) => sup['minItems'] === 0) },
  maxItems: { of: ARRAYS, implied: bound('maxItems', atMost) },
  uniqueItems: { of: ARRAYS, implied: either(same('uniqueItems'), ({ sup }) => sup['uniqueItems'] === false) },
  contains: { of: ARRAYS, implied: contains },
  minContains: { of: ARRAYS, implied: contains },
  maxContains: { of: ARRAYS, implied: contains },
  dependentRequired: { of: OBJECTS, implied: same('dependentRequired') },
  dependentSchemas: { of: OBJECTS, implied: same('dependentSchemas') },
  oneOf: { implied: same('oneOf') },
  not: { implied: same('not') },
  if: { implied: condition },
  then: { implied: condition },
  else: { implied: condition },
}

function asSchema(value: unknown): Subschema {
  if (isObject(value)) return value
  return value !== false
}

function mapOf(value: unknown): { readonly [key: string]: unknown } {
  return isObject(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
