import canonicalize from 'canonicalize'
import { constraints, typesOf, type SchemaObject } from './constraints.ts'
import { fits } from './fits.ts'
import type { JsonSchema } from '../document.ts'

/** A schema anywhere inside another: JSON Schema allows true (anything) and false (nothing) there. */
export type Subschema = JsonSchema | boolean

/** Keywords that allow and forbid nothing. `format` is not one of them here: inputs are held to it. */
const ANNOTATIONS = new Set(['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly', '$schema', '$id', '$comment', '$defs', '$anchor', 'contentMediaType', 'contentEncoding', 'contentSchema'])

/**
 * Whether every value that fits `sub` is proven to fit `sup`. False means only that there is no proof: `compareSchemas` looks for a
 * counterexample then. Sound for all of JSON Schema 2020-12, complete for little more than types, enums, properties, items and ranges.
 *
 * Each keyword of `sup` must follow from the keywords of `sub`; keywords of `sub` that are not understood only narrow it further, so
 * they may be left out. References are not followed: with one, only equal schemas are proven.
 */
export function isSubset(sub: Subschema, sup: Subschema): boolean {
  if (sup === true || sub === false || equal(sub, sup)) return true
  if (refers(sub) || refers(sup)) return false
  return proves(sub, sup)
}

function proves(sub: Subschema, sup: Subschema): boolean {
  if (sup === true || sub === false) return true
  if (sup === false) return false
  if (sub === true) return proves({}, sup)
  const members = membersOf(sub)
  if (members) return members.every((member) => fits(sub, member) === false || fits(sup, member) === true)
  return impliedByParts(sub, sup) || impliedByTypes(sub, sup) || Object.keys(sup).every((keyword) => impliesKeyword(sub, sup, keyword))
}

/** The values of a schema that lists them. */
function membersOf(schema: SchemaObject): readonly unknown[] | undefined {
  if (schema['const'] !== undefined) return [schema['const']]
  const values: unknown = schema['enum']
  return Array.isArray(values) ? values : undefined
}

/** A conjunct alone may prove it; of alternatives all must. */
function impliedByParts(sub: SchemaObject, sup: SchemaObject): boolean {
  const { allOf, anyOf, oneOf, ...rest } = sub
  const conjuncts = listOf(allOf)
  if (conjuncts.some((part) => proves(part, sup))) return true
  const alternatives = [listOf(anyOf), listOf(oneOf)].filter((list) => list.length > 0)
  // a sibling of anyOf holds in each alternative as well, as long as the two do not say the same keyword twice
  return alternatives.some((list) => list.every((part) => proves(part, sup) || (apart(part, rest) && proves({ ...rest, ...part }, sup))))
}

/** Properties and items mean nothing without the keywords beside them, so such schemas are not taken together. */
function apart(part: Subschema, rest: SchemaObject): part is SchemaObject {
  const structural = ['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems', 'contains', 'minContains', 'maxContains', 'if', 'then', 'else', 'allOf', 'anyOf', 'oneOf']
  return typeof part === 'object' && Object.keys(part).every((keyword) => !(keyword in rest)) && !structural.some((keyword) => keyword in part || keyword in rest)
}

/** `["string", "null"]` fits `anyOf` of the two, though neither alternative takes both. */
function impliedByTypes(sub: SchemaObject, sup: SchemaObject): boolean {
  const types: unknown = sub['type']
  return Array.isArray(types) && types.length > 1 && types.every((type: unknown) => proves({ ...sub, type }, sup))
}

function impliesKeyword(sub: SchemaObject, sup: SchemaObject, keyword: string): boolean {
  if (ANNOTATIONS.has(keyword)) return true
  if (keyword === 'allOf') return listOf(sup['allOf']).every((part) => proves(sub, part))
  if (keyword === 'anyOf') return listOf(sup['anyOf']).some((part) => proves(sub, part)) || equal(sub['anyOf'], sup['anyOf'])
  const constraint = Object.hasOwn(constraints, keyword) ? constraints[keyword] : undefined
  if (!constraint) return false
  if (constraint.of && ![...typesOf(sub)].some((type) => constraint.of?.has(type))) return true
  return constraint.implied({ sub, sup, proves })
}

function listOf(value: unknown): readonly Subschema[] {
  return Array.isArray(value) ? value : []
}

/** Canonical JSON writes nothing for undefined. */
export function equal(left: unknown, right: unknown): boolean {
  return canonicalize(left) === canonicalize(right)
}

function refers(schema: Subschema): boolean {
  return /"\$(?:ref|dynamicRef|recursiveRef)":/.test(canonicalize(schema) ?? '')
}
