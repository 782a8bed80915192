import { httpFailure } from '../http-request/http-failure.ts'
import { refuseHost } from '../http-request/refuse-host.ts'
import { expressionFailure, type RunKind } from '../run-kind.ts'
import { renderText, type Rendering } from '../template/render-template.ts'
import { httpStreamConfig } from './contract.ts'
import { takesSecrets } from './takes-secrets.ts'

/** Makes the reference; nothing is requested yet. */
export const runHttpStream: RunKind = async (request, services) => {
  if (takesSecrets(request)) return httpFailure('SECRET_IN_STREAM', 'what stands for a stream is kept in the log of the run, so that it cannot take secrets', { retryable: false })
  const read = httpStreamConfig.safeParse(request.step.config ?? {})
  if (!read.success) return httpFailure('INVALID_CONFIG', 'the configuration of the stream is not valid', { retryable: false })
  const rendering: Rendering = { evaluator: services.evaluator, arguments: request.arguments, context: request.context }
  try {
    const url = await renderText(read.data.url, rendering)
    if (!URL.canParse(url)) return httpFailure('BAD_URL', `"${read.data.url}" gives nothing that can be called`, { retryable: false })
    const refused = refuseHost(new URL(url), services.allowedHosts)
    if (refused) return refused
    const headers = await Promise.all(Object.entries(read.data.headers ?? {}).map(async ([name, template]) => [name, await renderText(template, rendering)] as const))
    return { kind: 'ok', value: { $stream: 'http', url, format: read.data.format ?? 'ndjson', ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}) } }
  } catch (error) {
    return expressionFailure(error)
  }
}
