import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { WebSocket } from 'ws'
import { addApi, type ApiOptions } from '../api/add-api.ts'
import { ApiProblem } from '../api/problem.ts'
import { sendProblem } from '../api/send-problem.ts'
import { followRuns } from '../live/follow-runs.ts'
import { LiveWorkflows } from '../live/live-workflows.ts'
import { traceContextOf } from '../trace/trace-context.ts'
import { addWebhooks } from '../trigger/webhook-route.ts'
import type { Context } from '../trpc/context.ts'
import { appRouter, type AppRouter } from '../trpc/root.ts'
import { SubscriptionPlaces } from '../trpc/subscription-places.ts'
import { addBackup } from './backup-route.ts'
import { addEvents } from './events-route.ts'
import { addExport } from './export-route.ts'
import { addMetrics } from './metrics-route.ts'
import { addGuard, type GuardOptions } from './guard.ts'
import { addHealth } from './health-routes.ts'
import { addLastAnswers } from './last-answers.ts'
import { addSockets, type SocketOptions } from './sockets.ts'

const web = fileURLToPath(new URL('../../../web/dist', import.meta.url))
const MAX_CALLER = 200
const MAX_BODY = 10_000_000

/** The HTTP side: the API, the page, and what keeps strangers out. */
export async function buildApp(surroundings: Omit<Context, 'live'>, guard: GuardOptions & ApiOptions & { readonly sockets?: SocketOptions }): Promise<FastifyInstance> {
  const context: Context = { ...surroundings, live: new LiveWorkflows(surroundings.bus) }
  const ending = new AbortController()
  void followRuns(context.runs.store, context.live, ending.signal)
  // event streams never end by themselves: without this, close() would wait for them
  const app = fastify({ forceCloseConnections: true, bodyLimit: MAX_BODY, routerOptions: { maxParamLength: 5000 }, frameworkErrors: refuseAddress })
  app.addHook('onClose', () => ending.abort())
  await addSockets(app, guard.sockets)
  addLastAnswers(app)
  addGuard(app, guard)
  app.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, request, reply) => {
    const status = error.statusCode ?? 500
    const message = status === 413 ? `The request is larger than ${request.routeOptions.bodyLimit / 1_000_000} MB, which is the most that this address takes.` : status < 500 ? error.message : 'Eddy failed at this request; its log says why.'
    if (status >= 500) console.error(error)
    return reply.code(status).send({ error: message })
  })
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req, res }) => withCaller({ ...context, trace: traceContextOf(req.headers), places: res instanceof WebSocket ? new SubscriptionPlaces() : undefined }, req.headers['eddy-caller']),
    onError: ({ error, path }) => {
      // what is wrong with a socket's messages is the page's fault, which has lost the socket by it
      const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
      if (error.code === 'INTERNAL_SERVER_ERROR' && !code?.startsWith('WS_ERR')) console.error(`${path ?? 'request'} failed:`, error.cause ?? error)
    },
  }
  await addApi(app, context, guard)
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', useWSS: true, trpcOptions })
  addHealth(app, context)
  addMetrics(app, context)
  if (context.triggers) await addWebhooks(app, context.triggers, { readOnly: context.readOnly === true })
  addBackup(app, context, guard)
  addEvents(app, context)
  addExport(app, context, join(web, 'recorded.html'))
  if (existsSync(web)) await addPage(app)
  return app
}

/** An address that no route can be found by, such as one that is not UTF-8; in the form that whoever asks reads. */
function refuseAddress(error: { readonly message: string; readonly statusCode?: number }, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message, statusCode = 400 } = error
  if (request.url.startsWith('/api/')) return sendProblem(new ApiProblem(statusCode, 'INVALID_REQUEST', { detail: `${message}.` }), request, reply)
  return reply.code(statusCode).send({ error: `${message}.` })
}

/** Who calls says so itself: it decides which side of a canary is taken, and nothing else. */
function withCaller(context: Context, caller: string | readonly string[] | undefined): Context {
  return typeof caller === 'string' && caller !== '' ? { ...context, caller: caller.slice(0, MAX_CALLER) } : context
}

/** The built page; every address that is no file is the page's own. */
async function addPage(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: web, immutable: true, maxAge: '1y', setHeaders: (reply, path) => {
    if (path.endsWith('.html')) reply.header('cache-control', 'no-cache')
  } })
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/trpc') || request.url.startsWith('/assets') || request.url.startsWith('/hooks')) return reply.code(404).send({ error: `There is nothing at ${request.url}.` })
    return reply.sendFile('index.html', { immutable: false, maxAge: 0 })
  })
}
