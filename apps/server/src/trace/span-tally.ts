import { TraceFlags } from '@opentelemetry/api'
import { ExportResultCode } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace-base'

/** What has become of the spans that ended. */
export interface SpanCounts {
  readonly sent: number
  /** The collector did not take them, or more ended than fit into the queue. */
  readonly lost: number
}

/** Lines about spans that are lost are this far apart, in milliseconds. */
const QUIET = 60_000

export interface SpanTallyOptions {
  /** Spans that may wait to be sent. */
  readonly most: number
  readonly say: (level: 'warn' | 'info', text: string) => void
  readonly now?: () => number
}

/** Counts spans on their way out and says when they are lost: OpenTelemetry's own packages lose them in silence. */
export class SpanTally {
  readonly #options: Required<SpanTallyOptions>
  #sent = 0
  #lost = 0
  #waiting = 0
  #saidAt = Number.NEGATIVE_INFINITY
  /** Lost since the collector last took any; undefined while it takes them. */
  #refused: number | undefined

  constructor(options: SpanTallyOptions) {
    this.#options = { now: () => performance.now(), ...options }
  }

  get counts(): SpanCounts {
    return { sent: this.#sent, lost: this.#lost }
  }

  /** The exporter that a batch processor is to be given. */
  exporter(inner: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => {
        this.#waiting -= spans.length
        inner.export(spans, (result) => {
          if (result.code === ExportResultCode.SUCCESS) this.#took(spans.length)
          else this.#refuse(spans.length, result.error)
          done(result)
        })
      },
      forceFlush: async () => inner.forceFlush?.(),
      shutdown: () => inner.shutdown(),
    }
  }

  /** Stands before the batch processor, which must have the exporter above and a queue of `most`: it then never drops a span that is not counted here. */
  processor(inner: SpanProcessor): SpanProcessor {
    return {
      onStart: (span, parent) => inner.onStart(span, parent),
      onEnd: (span) => this.#end(span, inner),
      forceFlush: () => inner.forceFlush(),
      shutdown: () => inner.shutdown(),
    }
  }

  #end(span: ReadableSpan, inner: SpanProcessor): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return
    if (this.#waiting < this.#options.most) {
      this.#waiting++
      return inner.onEnd(span)
    }
    this.#lost++
    return this.#warn(`Spans are lost, ${this.#lost} by now: more than ${this.#options.most} wait to be sent. Runs go on. Have OTEL_BSP_MAX_QUEUE_SIZE larger, or fewer runs traced (OTEL_TRACES_SAMPLER).`)
  }

  #took(count: number): void {
    this.#sent += count
    if (this.#refused === undefined) return
    this.#options.say('info', `The collector takes traces again; ${this.#refused} spans were lost.`)
    this.#refused = undefined
    this.#saidAt = Number.NEGATIVE_INFINITY
  }

  #refuse(count: number, error: Error | undefined): void {
    this.#lost += count
    this.#refused = (this.#refused ?? 0) + count
    this.#warn(`Traces cannot be sent, ${this.#refused} spans are lost: ${error?.message ?? 'the collector did not take them'}. Runs go on. See whether a collector is at OTEL_EXPORTER_OTLP_ENDPOINT.`)
  }

  #warn(text: string): void {
    const now = this.#options.now()
    if (now - this.#saidAt < QUIET) return
    this.#saidAt = now
    this.#options.say('warn', text)
  }
}
