import fastify from 'fastify'
import { ZodError } from 'zod'
import { DemoState } from './demo-state.ts'
import { addRoutes } from './routes.ts'

export interface DemoOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host?: string
}

export interface Demo {
  readonly url: string
  reset(): void
  close(): Promise<void>
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Starts the demo service: a place to make reservations and to see that they were taken back. Only for this machine. */
export async function startDemo({ port, host = '127.0.0.1' }: DemoOptions): Promise<Demo> {
  const state = new DemoState()
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1_000_000 })
  // a page on another site could otherwise reach this service through the visitor's browser
  app.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK.has(request.hostname)) await reply.code(403).send({ error: `the demo service answers only on this machine, not as ${request.hostname}` })
  })
  app.setErrorHandler((error, _request, reply) =>
    error instanceof ZodError ? reply.code(400).send({ error: 'the request does not fit', problems: error.issues }) : reply.send(error),
  )
  addRoutes(app, state)
  await app.listen({ port, host })
  return { url: app.listeningOrigin, reset: () => state.reset(), close: () => app.close() }
}
