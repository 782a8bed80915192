import { createServer, type IncomingMessage } from 'node:http'
import root from 'otlp-with-decoder/build/src/generated/root.js'

/** Made from the standard's own files by OpenTelemetry, who leave the reading half out of later versions. */
const Request = root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest
const READ = { bytes: String, longs: String, arrays: true, defaults: true } as const

export interface ReceivedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly kind: number
  readonly attributes: { readonly [key: string]: unknown }
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status: { readonly code?: number; readonly message?: string }
  readonly startMs: number
  readonly endMs: number
  readonly scope: string
  readonly service: { readonly [key: string]: unknown }
}

export interface OtlpReceiver {
  readonly url: string
  readonly spans: ReceivedSpan[]
  /** The content types that came. */
  readonly types: Set<string>
  /** What it answers with: 200, unless a test has it refuse. */
  status: number
  close(): Promise<void>
}

/** What a collector's OTLP/HTTP receiver does: takes traces as protobuf or as JSON. */
export async function openOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const types = new Set<string>()
  const server = createServer((request, response) => {
    bodyOf(request).then((body) => {
      const type = request.headers['content-type'] ?? ''
      types.add(type)
      if (receiver.status !== 200) return response.writeHead(receiver.status).end()
      if (request.url !== '/v1/traces' || request.method !== 'POST') return response.writeHead(404).end()
      const decoded = Request.toObject(type === 'application/json' ? Request.fromObject(JSON.parse(body.toString(), idToBase64) as object) : Request.decode(body), READ) as Wire
      for (const { resource, scopeSpans } of decoded.resourceSpans) for (const { scope, spans: some } of scopeSpans) for (const span of some) spans.push(read(span, { scope: scope.name, service: attributesOf(resource.attributes) }))
      response.writeHead(200, { 'content-type': type }).end(type === 'application/json' ? '{}' : '')
      return undefined
    }, () => response.writeHead(400).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const receiver: OtlpReceiver = { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, spans, types, status: 200, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) }
  return receiver
}

interface WireSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly KeyValue[]
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status: { readonly code?: number; readonly message?: string } | null
}
interface KeyValue {
  readonly key: string
  readonly value: { readonly [kind: string]: unknown }
}
interface Wire {
  readonly resourceSpans: readonly { readonly resource: { readonly attributes: readonly KeyValue[] }; readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly WireSpan[] }[] }[]
}

/** In JSON ids are written in hex, against the rule of protobuf for bytes. */
const idToBase64 = (key: string, value: unknown) => (/^(trace|span|parentSpan)Id$/.test(key) ? Buffer.from(String(value), 'hex').toString('base64') : value)

function read(span: WireSpan, { scope, service }: { readonly scope: string; readonly service: ReceivedSpan['service'] }): ReceivedSpan {
  const id = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
  return {
    name: span.name,
    traceId: id(span.traceId),
    spanId: id(span.spanId),
    parentSpanId: id(span.parentSpanId),
    kind: span.kind,
    attributes: attributesOf(span.attributes),
    links: span.links.map((link) => ({ traceId: id(link.traceId), spanId: id(link.spanId) })),
    status: span.status ?? {},
    startMs: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
    endMs: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
    scope,
    service,
  }
}

function attributesOf(pairs: readonly KeyValue[]): { readonly [key: string]: unknown } {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
