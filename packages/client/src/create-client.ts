import createFetch, { type Client } from 'openapi-fetch'
import { retrying, type RetryOptions } from './retrying.ts'
import type { paths } from './schema.generated.ts'

export interface ClientOptions extends RetryOptions {
  /** Where the server is, such as `http://127.0.0.1:4400`; in a page of its own, '' will do. */
  readonly url: string
  /** An API token; needed where the server says so. */
  readonly token?: string | undefined
  /** In place of the platform's. */
  readonly fetch?: typeof fetch | undefined
}

/** Every address of the API with its types: `GET('/runs/{runId}', { params: { path: { runId } } })` answers `{ data, error, response }`. */
export type EddyClient = Client<paths> & {
  readonly url: string
  /** The platform's fetch with the token and the retries, for what has no types: streams. */
  readonly fetch: typeof fetch
}

/** A client of one server. It repeats what has failed on the way under the same idempotency key, so that nothing is done twice. */
export function createClient({ url, token, fetch: given = fetch, ...retry }: ClientOptions): EddyClient {
  const base = `${url.replace(/\/+$/, '')}/api/v1`
  const sending = retrying(given, retry)
  const authorised: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`)
    return sending(request)
  }
  const client = createFetch<paths>({ baseUrl: base, fetch: (request: Request) => authorised(request) })
  return Object.assign(client, { url: base, fetch: authorised })
}
