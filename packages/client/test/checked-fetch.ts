import { Validator, type Schema } from '@cfworker/json-schema'
import { openApi } from '@eddy/server/open-api'

interface Documented {
  readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly responses: { readonly [status: string]: { readonly $ref?: string; readonly content?: { readonly [type: string]: { readonly schema: object } } } } } } }
  readonly components: { readonly schemas: object; readonly responses: { readonly [name: string]: { readonly content: { readonly [type: string]: { readonly schema: object } } } } }
}

const document = openApi() as Documented
const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) })))
// `/runs/count` before `/runs/{runId}`
const ordered = routes.sort((a, b) => a.path.split('{').length - b.path.split('{').length)

/** `METHOD path` of what has been answered, and as documented. */
export const answered = new Set<string>()
export const documented: readonly string[] = ordered.map(({ method, path }) => `${method} ${path}`)
/** Answers that are not what the document says. */
export const lies: string[] = []

/** A fetch that holds every answer against the OpenAPI document. */
export const checkedFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const response = await fetch(request.clone())
  const address = new URL(request.url).pathname.replace('/api/v1', '')
  const route = ordered.find(({ method, pattern }) => method === request.method && pattern.test(address))
  if (!route) return response
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const name = `${route.method} ${route.path} ${response.status}`
  const said = route.operation.responses[String(response.status)]
  const content = said?.$ref === undefined ? said?.content : document.components.responses[said.$ref.split('/').at(-1) ?? '']?.content
  const schema = content?.[type]?.schema
  if (response.status === 304 && said) return response
  if (schema === undefined) lies.push(`${name}: ${type} is not documented`)
  else if (type.includes('json')) {
    const { valid, errors } = new Validator({ ...schema, components: document.components } as Schema, '2020-12', false).validate(await response.clone().json())
    if (!valid) lies.push(`${name}: ${errors.slice(-3).map(({ instanceLocation, error }) => `${instanceLocation} ${error}`).join('; ')}`)
  }
  if (response.ok) answered.add(`${route.method} ${route.path}`)
  return response
}
