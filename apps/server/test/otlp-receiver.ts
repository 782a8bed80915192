import { createServer, type IncomingMessage } from 'node:http'
import protobuf from 'protobufjs'

/** The part of opentelemetry/proto/collector/trace/v1 and trace/v1 that traces are sent with; the numbers are the standard's. */
const PROTO = `
syntax = "proto3";
message Request { repeated ResourceSpans resource_spans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
message Scope { string name = 1; string version = 2; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9; repeated Link links = 13; Status status = 15; fixed32 flags = 16;
}
message Link { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; repeated KeyValue attributes = 4; }
message Status { string message = 2; int32 code = 3; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; ArrayValue array_value = 5; } }
message ArrayValue { repeated AnyValue values = 1; }
`
const Request = protobuf.parse(PROTO).root.lookupType('Request')

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
  readonly service: { readonly [key: string]: unknown }
}

export interface OtlpReceiver {
  readonly url: string
  readonly spans: ReceivedSpan[]
  /** The content types that came. */
  readonly types: Set<string>
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
      if (request.url !== '/v1/traces' || request.method !== 'POST') return response.writeHead(404).end()
      const decoded = type === 'application/json' ? (JSON.parse(body.toString()) as Wire) : (Request.toObject(Request.decode(body), { bytes: String, longs: String, arrays: true }) as Wire)
      for (const { resource, scopeSpans } of decoded.resourceSpans) for (const scope of scopeSpans) for (const span of scope.spans) spans.push(read(span, { hex: type === 'application/json', service: attributesOf(resource.attributes) }))
      response.writeHead(200, { 'content-type': type }).end(type === 'application/json' ? '{}' : '')
      return undefined
    }, () => response.writeHead(400).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, spans, types, close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) }
}

interface WireSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes?: readonly KeyValue[]
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly status?: { readonly code?: number; readonly message?: string }
}
interface KeyValue {
  readonly key: string
  readonly value: { readonly [kind: string]: unknown }
}
interface Wire {
  readonly resourceSpans: readonly { readonly resource: { readonly attributes: readonly KeyValue[] }; readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[] }[]
}

function read(span: WireSpan, { hex, service }: { readonly hex: boolean; readonly service: ReceivedSpan['service'] }): ReceivedSpan {
  const id = (text: string | undefined) => (text === undefined ? '' : hex ? text : Buffer.from(text, 'base64').toString('hex'))
  return {
    name: span.name,
    traceId: id(span.traceId),
    spanId: id(span.spanId),
    parentSpanId: id(span.parentSpanId),
    kind: span.kind,
    attributes: attributesOf(span.attributes ?? []),
    links: (span.links ?? []).map((link) => ({ traceId: id(link.traceId), spanId: id(link.spanId) })),
    status: span.status ?? {},
    startMs: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
    endMs: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
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
