const problem = (status: number, description: string, example: object) => [`Problem${status}`, { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ApiProblem' }, example: { type: 'urn:eddy:problem:…', status, ...example } } } }] as const

const later = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } }

const responses: { readonly [name: string]: object } = Object.fromEntries([
  problem(400, 'The request does not fit; all faults at once.', { type: 'urn:eddy:problem:invalid_request', title: 'Bad request', code: 'INVALID_REQUEST', detail: 'The request does not fit what this address takes.', instance: '/api/v1/runs', problems: [{ in: 'body', path: '/workflowId', message: 'Invalid input: expected string, received undefined', code: 'invalid_type' }] }),
  problem(401, 'A token is needed, or this one does not hold.', { type: 'urn:eddy:problem:token_expired', title: 'Not authenticated', code: 'TOKEN_EXPIRED', detail: 'The token "nightly import" has expired; make a new one.' }),
  problem(403, 'The token does not allow this.', { type: 'urn:eddy:problem:scope_needed', title: 'Not allowed', code: 'SCOPE_NEEDED', detail: 'The token "nightly import" does not allow this: it needs the scope "edit".' }),
  problem(404, 'There is no such thing.', { type: 'urn:eddy:problem:not_found', title: 'Not found', code: 'NOT_FOUND', detail: 'There is no run 01jd0q4x2v.' }),
  problem(406, 'This address is an event stream.', { type: 'urn:eddy:problem:stream_only', title: 'Not acceptable', code: 'STREAM_ONLY', detail: 'This address is an event stream: ask for it with Accept: text/event-stream.' }),
  problem(409, 'It does not fit how things stand; or the same request is in progress.', { type: 'urn:eddy:problem:run_over', title: 'Conflict', code: 'RUN_OVER', detail: 'The run is over (succeeded); there is nothing to cancel.' }),
  problem(412, 'What is stored has moved on from the revision in If-Match; `details` has it.', { type: 'urn:eddy:problem:stale_save', title: 'Precondition failed', code: 'STALE_SAVE', detail: 'Someone has changed this workflow since you opened it.', details: { revision: 13, document: {} } }),
  problem(413, 'The body is too large.', { type: 'urn:eddy:problem:too_large', title: 'Too large', code: 'TOO_LARGE', detail: 'Request body is too large' }),
  problem(422, 'It was understood and cannot be done so; or the idempotency key was used for another request.', { type: 'urn:eddy:problem:invalid_document', title: 'Unprocessable', code: 'INVALID_DOCUMENT', detail: '"Greet" cannot run yet: it has a problem.', problems: [{ code: 'UNKNOWN_INPUT', severity: 'error', path: '/steps/0/arguments/0/from/input', step: 'hello', message: 'There is no input "who".' }] }),
  problem(428, 'If-Match is missing.', { type: 'urn:eddy:problem:if_match_needed', title: 'Precondition required', code: 'IF_MATCH_NEEDED', detail: 'Say in If-Match which revision this was made from: it is the ETag of what you have read.' }),
  problem(429, 'Too many requests for now.', { type: 'urn:eddy:problem:too_many_requests', title: 'Too many requests', code: 'TOO_MANY_REQUESTS', detail: 'These were more than 600 requests in a minute; go on in 12 seconds.' }),
])

/** What routes share: how one says who one is, headers, refusals. */
export const SHARED = {
  securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token, from the settings or `eddy token create`.' } },
  parameters: {
    cursor: { name: 'cursor', in: 'query', description: 'The `nextCursor` of the page before.', schema: { type: 'string' } },
    limit: { name: 'limit', in: 'query', description: 'Items on a page.', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    ifMatch: { name: 'If-Match', in: 'header', required: true, description: 'The ETag of what this was made from.', schema: { type: 'string' }, example: '"12"' },
    ifNoneMatch: { name: 'If-None-Match', in: 'header', description: 'The ETag of what you have: 304 when it is still so.', schema: { type: 'string' } },
    idempotencyKey: { name: 'Idempotency-Key', in: 'header', description: 'Of your choice, a new one for each request; a repeat with it is not done twice.', schema: { type: 'string', minLength: 1, maxLength: 255 } },
    lastEventId: { name: 'Last-Event-ID', in: 'header', description: 'The id of the last message that arrived: the stream goes on behind it.', schema: { type: 'string' } },
  },
  headers: {
    ETag: { description: 'Of how it stands now.', schema: { type: 'string' } },
    Location: { description: 'Where it is.', schema: { type: 'string' } },
  },
  responses: { ...responses, Problem409: { ...responses['Problem409'], headers: later }, Problem429: { ...responses['Problem429'], headers: later } },
  schemas: {
    ApiProblem: {
      type: 'object',
      description: 'RFC 9457.',
      required: ['type', 'title', 'status', 'detail', 'code'],
      properties: {
        type: { type: 'string', format: 'uri' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'A sentence: what happened, where, what to do.' },
        instance: { type: 'string', description: 'The address of the request.' },
        code: { type: 'string', description: 'Stable, for programs.' },
        problems: { type: 'array', description: 'All faults at once.', items: { type: 'object', required: ['message'], properties: { in: { enum: ['body', 'query', 'path', 'header'] }, path: { type: 'string', description: 'A JSON pointer.' }, message: { type: 'string' }, code: { type: 'string' } } } },
        details: { description: 'What goes with the code.' },
      },
    },
  },
}
