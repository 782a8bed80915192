import { readFileSync } from 'node:fs'
import type { AnswerSchemas } from '../../tool/answer-schemas.ts'
import { answerOf } from './open-api-answer.ts'
import { parametersOf } from './open-api-parameters.ts'
import { SHARED } from './open-api-shared.ts'
import { fieldsOf } from './fields.ts'
import type { JsonSchema } from './input-schema.ts'
import { procedureOf } from './procedure-of.ts'
import { routeTable } from './route-table.ts'
import type { Route } from './route.ts'
import { BASE } from './serve-route.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { readonly version: string }

/** Made by tool/generate-answers.mts from the types of what procedures answer. */
const answers = JSON.parse(readFileSync(new URL('./answers.generated.json', import.meta.url), 'utf8')) as AnswerSchemas

let made: object | undefined

/** The document of the HTTP API, OpenAPI 3.1, from the routes and the procedures' own schemas. */
export function openApi(): object {
  made ??= {
    openapi: '3.1.1',
    info: { title: 'Eddy', version, description: INTRODUCTION },
    servers: [{ url: BASE }],
    security: [{}, { token: [] }],
    tags: [...new Set(routeTable.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(routeTable),
    components: { ...SHARED, schemas: { ...answers.components, ...SHARED.schemas } },
  }
  return made
}

const INTRODUCTION = `All that the screens do, for programs.

**Who asks.** On this machine without a token; from elsewhere, or where the server demands it, with \`Authorization: Bearer eddy_…\`. Tokens have scopes: \`read\`, \`run\`, \`edit\`, \`admin\`; \`run\` and \`edit\` include \`read\`, \`admin\` includes all.

**Once.** A POST, PUT or DELETE may carry an \`Idempotency-Key\`: a repeat with the same body gets the same answer for 24 hours, also after a restart of the server.

**Lists** are pages: \`items\` and a \`nextCursor\`, which is null at the end. A cursor is opaque and stays good.

**Refusals** are \`application/problem+json\`, with a \`code\` for programs and all faults of a request at once in \`problems\`.`

function pathsOf(routes: readonly Route[]): object {
  const paths: { [path: string]: { [method: string]: object } } = {}
  const ids = new Set<string>()
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, ids)
  return paths
}

function operationOf(route: Route, ids: Set<string>): object {
  const parameters = parametersOf(route)
  const body = bodyOf(route)
  return {
    operationId: idOf(route, ids),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, `Needs the scope \`${route.scope}\`.`].filter(Boolean).join(' '),
    security: [{}, { token: [route.scope] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { ...answerOf(route, answers), ...refusalsOf(route, body !== undefined) },
  }
}

function bodyOf(route: Route): object | undefined {
  const fields = fieldsOf(route).filter(({ from }) => from === 'body')
  if (fields.length === 0) return undefined
  const required = fields.filter((field) => field.required).map(({ name }) => name)
  const schema: JsonSchema = { type: 'object', properties: Object.fromEntries(fields.map(({ name, schema: inner }) => [name, inner])), ...(required.length > 0 ? { required } : {}), additionalProperties: false }
  return { required: required.length > 0, content: { 'application/json': { schema, ...(route.example?.body === undefined ? {} : { example: route.example.body }) } } }
}

function refusalsOf(route: Route, hasBody: boolean): object {
  const pages = route.slicing !== undefined || route.following !== undefined || fieldsOf(route).some(({ name }) => name === 'cursor')
  const statuses = [
    ...(fieldsOf(route).length > 0 || pages ? [400] : []),
    401, 403,
    ...(route.path.includes('{') ? [404] : []),
    ...(procedureOf(route.procedure).type === 'subscription' ? [406] : []),
    ...(route.method === 'GET' ? [] : [409]),
    ...(route.ifMatch === undefined ? [] : [412, 428]),
    ...(hasBody ? [413] : []),
    ...(route.method === 'GET' && !pages ? [] : [422]),
    429,
  ]
  return Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]))
}

/** The procedure's name, with more of the route where two share one. */
function idOf({ procedure, method, path }: Route, taken: Set<string>): string {
  const name = procedure.replace('.', '_')
  const last = path.split('/').findLast((part) => !part.startsWith('{')) ?? ''
  const id = [name, `${name}_${last.replaceAll('-', '_')}`, `${name}_${method.toLowerCase()}`].find((candidate) => !taken.has(candidate))
  if (id === undefined) throw new Error(`${method} ${path} has no name of its own`)
  taken.add(id)
  return id
}
