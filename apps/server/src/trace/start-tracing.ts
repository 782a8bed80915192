import { diag, DiagLogLevel, ROOT_CONTEXT, SpanKind, trace, type Context, type SpanContext } from '@opentelemetry/api'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'
import { telemetry, type TelemetryOptions } from '@eddy/middleware'
import { remoteFirstSpan, firstSpanOf, RunIds } from './run-ids.ts'
import type { TraceSettings } from './settings.ts'
import type { TraceContext } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

export interface TracingOptions {
  readonly settings: TraceSettings
  readonly version: string
  readonly serverId: string
}

/** Runs that were started within somebody's trace; the oldest are forgotten and go on in a trace of their own. */
const MOST_PARENTS = 50_000
/** Spans that may wait to be sent; by OpenTelemetry's specification. */
const MOST_WAITING = 2048
const PARTS = { run: 'attempt', check: 'attempt', compensate: 'compensation', undo: 'undo' } as const

/** Sends spans by OTLP. Where to, how often and how many is read from OpenTelemetry's own variables by its own packages. */
export async function startTracing({ settings, version, serverId }: TracingOptions): Promise<Tracing> {
  // within, so that nothing of this is loaded where no traces are wanted
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base')
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources')
  const { getNumberFromEnv, setGlobalErrorHandler } = await import('@opentelemetry/core')
  const { SpanTally } = await import('./span-tally.ts')
  const say = (level: 'warn' | 'info', text: string) => console[level](text)
  // what its packages have to complain of, such as a setting that cannot be read; the failure of sending is told by the tally, once
  diag.setLogger({ error: console.error, warn: console.warn, info: () => undefined, debug: () => undefined, verbose: () => undefined }, DiagLogLevel.WARN)
  setGlobalErrorHandler(() => undefined)
  const most = Math.max(1, getNumberFromEnv('OTEL_BSP_MAX_QUEUE_SIZE') ?? MOST_WAITING)
  const tally = new SpanTally({ most, say })
  const read = await contextReader()
  const ids = new RunIds()
  const resource = defaultResource().merge(resourceFromAttributes({ 'service.name': 'eddy', 'service.version': version, 'service.instance.id': serverId })).merge(detectResources({ detectors: [envDetector] }))
  const provider = new BasicTracerProvider({ resource, idGenerator: ids, spanProcessors: [tally.processor(new BatchSpanProcessor(tally.exporter(await exporterOf(settings)), { maxQueueSize: most }))] })
  const tracer = provider.getTracer('eddy', version)
  const parents = new Map<string, SpanContext>()
  const beginRun: NonNullable<TelemetryOptions['beginRun']> = ({ runId }, { name, startTime, attributes, first }) => {
    const parent = parents.get(runId)
    if (first) return ids.within(firstSpanOf(runId), () => tracer.startSpan(name, { startTime, attributes, kind: SpanKind.SERVER }, around(parent)))
    const begun = remoteFirstSpan(runId, parent)
    return tracer.startSpan(name, { startTime, attributes, links: [{ context: begun, attributes: { 'eddy.link': 'continues' } }] }, around(begun))
  }
  const middleware = telemetry({ tracer, beginRun })
  return {
    middleware,
    within(runId, given) {
      const parent = given && read(given)
      if (!parent) return
      parents.set(runId, parent)
      const [oldest] = parents.keys()
      if (parents.size > MOST_PARENTS && oldest !== undefined) parents.delete(oldest)
    },
    headersOf({ runId, path, purpose = 'run' }) {
      const span = middleware.spanOf(runId, path, PARTS[purpose])?.spanContext()
      return span === undefined ? {} : headersOf(span)
    },
    counts: () => tally.counts,
    traceIdOf: (runId) => middleware.spanOf(runId)?.spanContext().traceId,
    async close() {
      middleware.handOver(Date.now())
      // a collector that is away must not keep the server from ending in order
      await provider.shutdown().catch((error: unknown) => console.warn(`The last traces could not be sent: ${error instanceof Error ? error.message : String(error)}`))
    },
  }
}

async function exporterOf({ protocol }: TraceSettings): Promise<SpanExporter> {
  const { OTLPTraceExporter } = protocol === 'http/json' ? await import('@opentelemetry/exporter-trace-otlp-http') : await import('@opentelemetry/exporter-trace-otlp-proto')
  return new OTLPTraceExporter()
}

function around(parent: SpanContext | undefined): Context {
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent)
}

async function contextReader(): Promise<(context: TraceContext) => SpanContext | undefined> {
  const { parseTraceParent, TraceState } = await import('@opentelemetry/core')
  return ({ traceparent, tracestate }) => {
    const parent = parseTraceParent(traceparent)
    if (parent === null) return undefined
    return { ...parent, isRemote: true, ...(tracestate === undefined ? {} : { traceState: new TraceState(tracestate) }) }
  }
}

function headersOf({ traceId, spanId, traceFlags, traceState }: SpanContext): { readonly [header: string]: string } {
  const state = traceState?.serialize() ?? ''
  return { traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`, ...(state === '' ? {} : { tracestate: state }) }
}
