import type { AnswerSchemas } from '../../tool/answer-schemas.ts'
import type { JsonSchema } from './input-schema.ts'
import { procedureOf } from './procedure-of.ts'
import type { Route } from './route.ts'

const CURSOR: JsonSchema = { type: ['string', 'null'] as never, description: 'Where the next page begins; null at the end.' }

/** What a route answers when nothing is wrong. */
export function answerOf(route: Route, answers: AnswerSchemas): object {
  const { status = 200 } = route
  const content = { ...jsonOf(route, answers), ...streamOf(route) }
  const headers = { ...(route.etag === undefined ? {} : { ETag: { $ref: '#/components/headers/ETag' } }), ...(route.location === undefined ? {} : { Location: { $ref: '#/components/headers/Location' } }) }
  return {
    [String(status)]: { description: status === 201 ? 'Made.' : 'As asked.', ...(Object.keys(headers).length > 0 ? { headers } : {}), content },
    ...(route.method === 'GET' && route.etag !== undefined ? { 304: { description: 'It is as you have it.' } } : {}),
  }
}

function jsonOf(route: Route, answers: AnswerSchemas): object {
  if (procedureOf(route.procedure).type === 'subscription') return {}
  return { 'application/json': { schema: shapeOf(route, answers), ...(route.example?.answer === undefined ? {} : { example: route.example.answer }) } }
}

function streamOf({ stream }: Route): object {
  if (!stream) return {}
  return { 'text/event-stream': { schema: { type: 'string', description: `Messages called \`${stream.event}\`; the data of each is JSON${stream.each === undefined ? '' : `, and its id its \`${stream.each}\``}.` } } }
}

function shapeOf({ procedure, slicing, following }: Route, answers: AnswerSchemas): JsonSchema {
  const answer = (answers.answers[procedure] ?? {}) as JsonSchema
  if (following) return pageOf(properties(answer, answers, following.last), answer.properties?.['items'] ?? {}, { type: 'string', description: 'Where what comes later begins; there is always one.' })
  if (!slicing) return answer
  if (slicing.in === undefined) return pageOf({}, answer, CURSOR)
  const whole = resolved(answer, answers)
  return pageOf(properties(answer, answers, slicing.in), whole.properties?.[slicing.in] ?? {}, CURSOR)
}

function pageOf(beside: { readonly [name: string]: JsonSchema }, items: JsonSchema, nextCursor: JsonSchema): JsonSchema {
  const all = { ...beside, items, nextCursor }
  return { type: 'object', properties: all, required: Object.keys(all) }
}

function properties(answer: JsonSchema, answers: AnswerSchemas, without: string): { readonly [name: string]: JsonSchema } {
  return Object.fromEntries(Object.entries(resolved(answer, answers).properties ?? {}).filter(([name]) => name !== without))
}

function resolved(schema: JsonSchema, { components }: AnswerSchemas): JsonSchema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : ((components[name] ?? {}) as JsonSchema)
}
