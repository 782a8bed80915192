import { afterEach, expect, it, vi } from 'vitest'
import { hearingFetch, serverNow } from './server-time.ts'

const HOUR = 3_600_000

afterEach(() => vi.unstubAllGlobals())

it('goes by the time that the server tells with its answers, and by the clock of this machine until then', async () => {
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(HOUR / 2)
  const answer = (headers: HeadersInit) => vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { headers })))
  answer({ 'x-eddy-time': String(Date.now() + 2 * HOUR) })
  await hearingFetch('/trpc')
  expect(Math.abs(serverNow() - Date.now() - 2 * HOUR)).toBeLessThan(HOUR / 2)
  // whatever stands between has taken it away
  answer({})
  await hearingFetch('/trpc')
  expect(Math.abs(serverNow() - Date.now() - 2 * HOUR)).toBeLessThan(HOUR / 2)
})
