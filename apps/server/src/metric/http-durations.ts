import type {} from '@fastify/websocket'
import { Histogram, type HistogramSnapshot } from '@eddy/middleware'
import type { FastifyInstance } from 'fastify'

/** How long requests take, by what answers them. Streams are left out: they last as long as somebody listens. */
export class HttpDurations {
  readonly #byRoute = new Map<string, { readonly labels: RouteLabels; readonly durations: Histogram }>()

  watch(app: FastifyInstance): void {
    app.addHook('onResponse', (request, reply, done) => {
      const stream = request.ws || String(reply.getHeader('content-type')).startsWith('text/event-stream')
      // by its pattern: addresses with ids in them would be without end
      if (!stream) this.#record({ method: request.method, route: request.routeOptions.url ?? 'none', status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime)
      done()
    })
  }

  snapshot(): readonly { readonly labels: RouteLabels; readonly durations: HistogramSnapshot }[] {
    return [...this.#byRoute.values()].map(({ labels, durations }) => ({ labels, durations: durations.snapshot() }))
  }

  #record(labels: RouteLabels, ms: number): void {
    const key = Object.values(labels).join(' ')
    const known = this.#byRoute.get(key) ?? { labels, durations: new Histogram() }
    this.#byRoute.set(key, known)
    known.durations.record(ms)
  }
}

export type RouteLabels = { readonly method: string; readonly route: string; readonly status: string }
