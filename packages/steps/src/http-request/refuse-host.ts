import type { Outcome } from '@eddy/engine'
import { httpFailure } from './http-failure.ts'

/** What a request to a host that is not allowed comes to; undefined: it may be made. */
export function refuseHost(url: URL, allowedHosts: ReadonlySet<string>): Outcome | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return httpFailure('BAD_URL', `${url.protocol} is not a protocol that can be called; use http: or https:`, { retryable: false })
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const host = `${url.hostname}:${port}`
  if (allowedHosts.has(host)) return undefined
  return httpFailure('HOST_NOT_ALLOWED', `${host} is not on the list of allowed hosts; add it to EDDY_ALLOWED_HOSTS (or --allow-host ${host} on the command line)`, { retryable: false })
}
