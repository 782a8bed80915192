import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { onlyShows } from '../read-only.ts'
import { AGAIN_LATER, receiveDelivery, type Delivery } from './receive-delivery.ts'
import type { Answer } from './webhook-answer.ts'
import type { TriggerHost } from './trigger-host.ts'
import { fields } from './webhook-body.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const MAX_BODY = 1_000_000

/** `/hooks/…`: what other systems call. The body is taken as it came, for its signature. */
export async function addWebhooks(app: FastifyInstance, host: TriggerHost, { readOnly }: { readonly readOnly: boolean }): Promise<void> {
  const answer = async (request: FastifyRequest) => (readOnly ? { ...AGAIN_LATER, body: { error: onlyShows().message } } : receiveDelivery(host, deliveryOf(request)))
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    scope.route({ method: [...METHODS], url: '/hooks/*', bodyLimit: MAX_BODY, handler: async (request, reply) => send(reply, await answer(request)) })
    done()
  })
}

function deliveryOf(request: FastifyRequest): Delivery {
  const { method, headers, body } = request
  const url = new URL(request.url, 'http://eddy')
  return {
    method,
    path: decodeURIComponent(url.pathname.slice('/hooks/'.length)),
    query: fields(url.searchParams),
    header: (name) => {
      const value = headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : value
    },
    headers: Object.keys(headers),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  }
}

function send(reply: FastifyReply, { status, body, headers = {} }: Answer): FastifyReply {
  return reply.code(status).headers({ 'cache-control': 'no-store', ...headers }).send(body)
}
