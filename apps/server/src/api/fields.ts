import { inputSchema, schemaAt, type JsonSchema } from './input-schema.ts'
import type { Route } from './route.ts'

/** One thing that a request says: what it is called there, where it stands, and where it goes in the procedure's input. */
export interface Field {
  readonly name: string
  readonly from: 'path' | 'query' | 'body'
  readonly place: string
  readonly schema: JsonSchema
  readonly required: boolean
}

const known = new WeakMap<Route, readonly Field[]>()

/** Everything that a request to the route may say, from the procedure's own schema. */
export function fieldsOf(route: Route): readonly Field[] {
  const found = known.get(route)
  if (found) return found
  const made = makeFields(route)
  known.set(route, made)
  return made
}

function makeFields(route: Route): readonly Field[] {
  const { schema } = inputSchema(route.procedure)
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const path = inPath.map((name): Field => ({ ...placed(name, route.names?.[name] ?? name, { schema, route }), from: 'path', required: true }))
  const from = route.method === 'GET' || route.method === 'DELETE' ? 'query' : 'body'
  const renamed = Object.entries(route.names ?? {})
    .filter(([name]) => !inPath.includes(name))
    .map(([name, place]): Field => ({ ...placed(name, place, { schema, route }), from, required: true }))
  const settled = new Set([...path.map(({ place }) => place), ...Object.keys(route.fixed ?? {}), ...(route.without ?? []), ...[route.ifMatch, route.key, route.following?.after].filter((place) => place !== undefined), ...(route.slicing?.native ? ['cursor'] : [])])
  const spread = route.spread === undefined ? [] : spreadFields(route.spread, schema)
  const rest = Object.entries(schema.properties ?? {})
    .filter(([name]) => !settled.has(name) && name !== route.spread)
    .map(([name, inner]): Field => ({ name, place: name, from, schema: inner, required: (schema.required?.includes(name) ?? false) && name !== route.caller }))
  return [...path, ...renamed, ...rest, ...spread.filter(({ name }) => !rest.some((field) => field.name === name))]
}

function placed(name: string, place: string, { schema, route }: { readonly schema: JsonSchema; readonly route: Route }): Pick<Field, 'name' | 'place' | 'schema'> {
  const found = schemaAt(schema, place)
  if (!found) throw new Error(`${route.method} ${route.path}: the input of ${route.procedure} has no ${place}`)
  return { name, place, schema: found }
}

function spreadFields(place: string, schema: JsonSchema): readonly Field[] {
  const inner = schemaAt(schema, place)
  return Object.entries(inner?.properties ?? {}).map(([name, property]): Field => ({ name, place: `${place}.${name}`, from: 'query', schema: property, required: inner?.required?.includes(name) ?? false }))
}
