import type { StreamReference } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { refuseHost } from '../http-request/refuse-host.ts'
import { shown } from '../http-request/http-failure.ts'
import { referenceText } from '../stream/reference-text.ts'
import { elementsOf, readLines } from '../stream/read-lines.ts'
import type { StreamOptions } from '../stream/stream-options.ts'

/** Requests the address when the first element is wanted; the connection is given up when nobody wants more. */
export async function* openHttpStream(reference: StreamReference, options: StreamOptions, allowedHosts: ReadonlySet<string>): AsyncGenerator<Json, undefined> {
  const url = new URL(referenceText(reference, 'url'))
  const refused = refuseHost(url, allowedHosts)
  if (refused?.kind === 'fail') throw new Error(refused.error.message)
  const controller = new AbortController()
  try {
    const response = await fetch(url, { headers: headersOf(reference['headers']), redirect: 'error', signal: controller.signal })
    if (!response.ok || response.body === null) throw new Error(`${shown(url)} answered ${response.status}`)
    yield* elementsOf(readLines(response.body), options)
  } finally {
    controller.abort()
  }
}

function headersOf(value: Json | undefined): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, typeof text === 'string' ? text : JSON.stringify(text)]))
}
