import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../trpc/context.ts'
import { addDocsPage } from './docs-page.ts'
import { authorise, refuseUnlessPermitted } from './authorise.ts'
import { PING_MS } from './event-stream.ts'
import { KeptAnswers } from './idempotency.ts'
import { openApi } from './open-api.ts'
import { ApiProblem } from './problem.ts'
import { readJsonExactly } from './read-json.ts'
import { RequestLimit } from './request-limit.ts'
import { routeTable } from './route-table.ts'
import { sendProblem } from './send-problem.ts'
import { BASE, serveRoute } from './serve-route.ts'

export interface ApiOptions {
  /** Nobody is let in without a token. */
  readonly requireToken?: boolean
  /** Requests a minute for each caller; as many as they like when left out. */
  readonly apiRate?: number
  /** What requests with idempotency keys are hashed with; when left out, one that no other process knows. */
  readonly requestKey?: Buffer
  /** Milliseconds between the signs of life of an event stream. */
  readonly pingMs?: number
}

/** The HTTP API, its document and its page. */
export async function addApi(app: FastifyInstance, context: Context, { requireToken = false, apiRate, requestKey = randomBytes(32), pingMs = PING_MS }: ApiOptions): Promise<void> {
  const answers = new KeptAnswers(context.db, requestKey)
  await app.register(
    async (api) => {
      api.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
      readJsonExactly(api)
      const limit = apiRate === undefined ? undefined : new RequestLimit(apiRate)
      if (limit) api.addHook('onRequest', async (request) => limit.take(request))
      api.get('/openapi.json', (_request, reply) => reply.header('cache-control', 'no-cache').send(openApi()))
      for (const route of routeTable) {
        const url = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
        api.route({ method: route.method, url, exposeHeadRoute: false, config: { route }, handler: async (request, reply) => {
          const permitted = async () => {
            const caller = await authorise(context.db, request.headers.authorization, requireToken)
            refuseUnlessPermitted(caller, route.scope)
            return caller
          }
          const caller = await (limit ? limit.judged(request, permitted) : permitted())
          return serveRoute(request, reply, { route, serving: { context, answers, caller, permitted, pingMs } })
        } })
      }
      // the page's own addresses begin where nobody answers
      api.all('/*', (request, reply) => sendProblem(nowhere(request.method, request.url.split('?')[0] ?? ''), request, reply))
    },
    { prefix: BASE },
  )
  addDocsPage(app)
}

/** There is no such address, or it does not take this method. */
function nowhere(method: string, address: string): ApiProblem {
  const parts = address.slice(BASE.length).split('/')
  const allowed = routeTable.filter(({ path }) => {
    const wanted = path.split('/')
    return wanted.length === parts.length && wanted.every((part, index) => part.startsWith('{') || part === parts[index])
  }).map((route) => route.method)
  if (allowed.length === 0) return new ApiProblem(404, 'NOT_FOUND', { detail: `There is nothing at ${address}; ${BASE}/openapi.json says what there is.` })
  return new ApiProblem(405, 'METHOD_NOT_ALLOWED', { detail: `${address} does not take ${method}, but ${allowed.join(', ')}.`, headers: { allow: allowed.join(', ') } })
}
