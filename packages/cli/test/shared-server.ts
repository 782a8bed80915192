import { afterAll, beforeAll, inject, vi } from 'vitest'

export interface TestServer {
  readonly url: string
  readonly post: <T = { readonly id: string; readonly runId: string }>(procedure: string, input: object) => Promise<T>
}

/** The server of the whole run, which every command is told of until the tests here are over. */
export function sharedServer(): TestServer {
  const url = inject('serverUrl')
  beforeAll(() => void vi.stubEnv('EDDY_URL', url))
  afterAll(() => void vi.unstubAllEnvs())
  return {
    url,
    post: async <T>(procedure: string, input: object) => {
      const response = await fetch(`${url}/trpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })
      return ((await response.json()) as { readonly result: { readonly data: T } }).result.data
    },
  }
}
