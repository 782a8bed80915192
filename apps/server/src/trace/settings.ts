/** How traces leave the server, by OpenTelemetry's own variables. */
export interface TraceSettings {
  readonly protocol: 'http/protobuf' | 'http/json'
}

type Variables = NodeJS.ProcessEnv

/** Undefined when no traces are wanted: no endpoint is named, or they are switched off. Throws an Error for what cannot be done. */
export function traceSettings(variables: Variables): TraceSettings | undefined {
  if (!wanted(variables)) return undefined
  const protocol = variables['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? variables['OTEL_EXPORTER_OTLP_PROTOCOL'] ?? 'http/protobuf'
  if (protocol !== 'http/protobuf' && protocol !== 'http/json') throw new Error(`OTEL_EXPORTER_OTLP_PROTOCOL is "${protocol}"; traces are sent by http/protobuf or http/json.`)
  return { protocol }
}

function wanted(variables: Variables): boolean {
  if (variables['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false
  const exporter = variables['OTEL_TRACES_EXPORTER'] ?? 'otlp'
  if (exporter === 'none') return false
  const endpoint = variables['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? variables['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? ''
  if (endpoint === '') return false
  if (exporter !== 'otlp') throw new Error(`OTEL_TRACES_EXPORTER is "${exporter}"; traces are sent by otlp, or not at all with none.`)
  return true
}
