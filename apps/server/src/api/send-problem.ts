import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiProblem, problemOf } from './problem.ts'
import type { Route } from './route.ts'

/** Every refusal of the API looks the same. Where the faults stand is told by the route in the request's configuration. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, (request.routeOptions.config as { readonly route?: Route }).route)
  if (problem.status >= 500 && problem.status !== 503) console.error(`${request.method} ${request.url} failed:`, error)
  return reply
    .code(problem.status)
    .headers(error instanceof ApiProblem ? error.headers : {})
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, instance: request.url }))
}
