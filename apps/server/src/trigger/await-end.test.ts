import { expect, it } from 'vitest'
import type { Database } from '../db/index.ts'
import { Feed } from '../run/feed.ts'
import { awaitEnd, type Ends } from './await-end.ts'
import type { TriggerHost } from './trigger-host.ts'

it('looks at its run when that is told of, however many others end meanwhile', async () => {
  let looks = 0
  let status = 'running'
  const findUnique = async () => (looks++, { status, endedAt: status === 'running' ? null : new Date(), value: 7, error: null })
  const host = { options: { db: { prisma: { run: { findUnique } } } as unknown as Database, runs: { store: {} } } } as unknown as TriggerHost
  const feed = new Feed<{ readonly id: string }>()
  const leaving = new AbortController()
  const ends: Ends = { ...feed.listen('', leaving.signal), close: () => leaving.abort() }
  const answer = awaitEnd(host, { runId: 'mine', withinMs: 60_000, ends })
  for (let n = 0; n < 50; n++) {
    feed.publish('', [{ id: `other ${n}` }])
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(looks).toBe(1)
  status = 'succeeded'
  feed.publish('', [{ id: 'mine' }])
  expect(await answer).toMatchObject({ status: 200, body: { value: 7 } })
  expect(looks).toBe(2)
})

it('is told that it takes longer when its server stops and has given the run away', async () => {
  const runs = { store: {}, draining: false, stateOf: () => undefined }
  const host = { options: { db: { prisma: { run: { findUnique: async () => ({ status: 'running', endedAt: null }) } } }, runs } } as unknown as TriggerHost
  const feed = new Feed<{ readonly id: string }>()
  const leaving = new AbortController()
  const answer = awaitEnd(host, { runId: 'mine', withinMs: 600_000, ends: { ...feed.listen('', leaving.signal), close: () => leaving.abort() } })
  runs.draining = true
  expect(await answer).toMatchObject({ status: 202, body: { runId: 'mine', status: 'running' } })
})
