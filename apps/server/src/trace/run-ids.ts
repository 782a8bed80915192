import { createHash, randomBytes } from 'node:crypto'
import type { SpanContext } from '@opentelemetry/api'
import type { IdGenerator } from '@opentelemetry/sdk-trace-base'

const SAMPLED = 1

/** The ids of a run's first span follow from the run's own, so that whoever takes the run up later, anywhere, can go on in the same trace. */
export function firstSpanOf(runId: string): { readonly traceId: string; readonly spanId: string } {
  const digest = createHash('sha256').update(`eddy run ${runId}`).digest('hex')
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) }
}

/** The first span of a run, seen from elsewhere. `parent`: what the run was started within. */
export function remoteFirstSpan(runId: string, parent: SpanContext | undefined): SpanContext {
  const { traceId, spanId } = firstSpanOf(runId)
  return { traceId: parent?.traceId ?? traceId, spanId, traceFlags: parent?.traceFlags ?? SAMPLED, isRemote: true }
}

/** Random ids, but for the one span for which others have been set. */
export class RunIds implements IdGenerator {
  #next: { readonly traceId: string; readonly spanId: string } | undefined

  /** Whatever span `start` starts gets these. */
  within<T>(ids: { readonly traceId: string; readonly spanId: string }, start: () => T): T {
    this.#next = ids
    try {
      return start()
    } finally {
      this.#next = undefined
    }
  }

  generateTraceId = (): string => this.#next?.traceId ?? randomBytes(16).toString('hex')
  generateSpanId = (): string => this.#next?.spanId ?? randomBytes(8).toString('hex')
}
