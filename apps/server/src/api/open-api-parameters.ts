import { fieldsOf, type Field } from './fields.ts'
import { isPlain } from './query-value.ts'
import type { Route } from './route.ts'

/** What stands in the address and the headers of a request. */
export function parametersOf(route: Route): readonly object[] {
  const fields = fieldsOf(route)
  const paging = route.slicing ?? route.following
  return [
    ...fields.filter(({ from }) => from !== 'body').map(parameter),
    ...(paging ? [shared('cursor')] : []),
    ...(paging && !fields.some(({ name }) => name === 'limit') ? [shared('limit')] : []),
    ...(route.ifMatch === undefined ? [] : [shared('ifMatch')]),
    ...(route.method === 'GET' && route.etag !== undefined ? [shared('ifNoneMatch')] : []),
    ...(route.method === 'GET' ? [] : [shared('idempotencyKey')]),
    ...(route.stream?.each === undefined ? [] : [shared('lastEventId')]),
  ]
}

function parameter({ name, from, schema, required }: Field): object {
  const { description, ...rest } = schema
  const said = typeof description === 'string' ? { description } : {}
  if (isPlain(schema) || (schema.type === 'array' && isPlain(schema.items))) return { name, in: from, required, ...said, schema: rest }
  return { name, in: from, required, ...said, content: { 'application/json': { schema: rest } } }
}

function shared(name: string): object {
  return { $ref: `#/components/parameters/${name}` }
}
