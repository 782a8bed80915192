import { inexactInteger, isNestedDeeper, MAX_DEPTH } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { FastifyInstance } from 'fastify'
import { ApiProblem } from './problem.ts'

/** Bodies are read by the platform's own parser; what it would change without a word, and what no log can hold, is refused. */
export function readJsonExactly(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error')
  api.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    const inexact = inexactInteger(text)
    if (inexact !== undefined) return done(refusal(`The number ${inexact} cannot be held exactly; send it as a text: "${inexact}".`))
    return parse(request, text, (error: Error | null, body?: unknown) => done(error ?? tooDeep(body as Json), body))
  })
}

function tooDeep(body: Json): ApiProblem | null {
  return isNestedDeeper(body, MAX_DEPTH) ? refusal(`The body is nested deeper than ${MAX_DEPTH} levels, which is the most that Eddy takes.`) : null
}

function refusal(detail: string): ApiProblem {
  return new ApiProblem(400, 'INVALID_JSON', { detail })
}
