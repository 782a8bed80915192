import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../api/send-problem.ts'
import { ApiProblem } from '../api/problem.ts'
import { serverTime } from '../run/server-time.ts'
import { PROBES } from './health-routes.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface GuardOptions {
  /** The name that the server listens as, beside the loopback names. */
  readonly host: string
  readonly origins: readonly string[]
  /** Further names that it is reached by. */
  readonly names?: readonly string[]
}

/** What every answer says; one that is written past Fastify has to say it by itself. */
export const GUARDING = {
  'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/**
 * Closed by default: a page on another site must not reach this server through a visitor's browser, neither by its origin nor by a name
 * that was made to point here.
 */
export function addGuard(app: FastifyInstance, { host, origins, names = [] }: GuardOptions): void {
  const known = new Set([...LOOPBACK, host, ...names])
  app.addHook('onRequest', async (request, reply) => {
    if (!known.has(request.hostname) && !PROBES.has(request.url)) {
      return refuse(request, reply, `Eddy does not answer as "${request.hostname}"; open it by the address that it printed, or let it know the name with EDDY_NAMES.`)
    }
    const { origin } = request.headers
    if (origin !== undefined && !origins.includes(origin) && !sameHost(origin, request.host)) {
      return refuse(request, reply, `Eddy does not take requests from pages of ${origin}.`)
    }
    return undefined
  })
  app.addHook('onSend', async (_request, reply) => {
    // a page goes by the server's clock, whatever its own says
    reply.headers(GUARDING).header('x-eddy-time', String(serverTime.now()))
  })
}

/** In the form that whoever asks reads. */
function refuse(request: FastifyRequest, reply: FastifyReply, sentence: string): FastifyReply {
  if (request.url.startsWith('/api/')) return sendProblem(new ApiProblem(403, 'STRANGER', { detail: sentence }), request, reply)
  return reply.code(403).send({ error: sentence })
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
