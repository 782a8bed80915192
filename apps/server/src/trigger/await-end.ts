import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '@eddy/workflow'
import type { EventStore } from '../run/event-store.ts'
import { blobHashes, restoreBlobs } from '../run/blob.ts'
import type { RunRow } from '../run/run-row.ts'
import type { Answer } from './webhook-answer.ts'
import type { TriggerHost } from './trigger-host.ts'

/** A run on another server is looked at as often. */
const LOOK_MS = 1000

export interface Ends {
  next(): Promise<readonly Pick<RunRow, 'id'>[]>
  close(): void
}

/** To be begun before the run, so that no end is missed. */
export function listenForEnds(store: EventStore): Ends {
  const leaving = new AbortController()
  const changes = store.changes(leaving.signal)
  return { next: () => changes.next(), close: () => leaving.abort() }
}

/** The answer to who waits for a run's value: 200 with it, 500 with the error, or 202 when it takes longer than was agreed, or than this server lives. */
export async function awaitEnd({ options: { db, runs } }: TriggerHost, { runId, withinMs, ends }: { readonly runId: string; readonly withinMs: number; readonly ends: Ends }): Promise<Answer> {
  const until = performance.now() + withinMs
  let told = toldOf(ends, runId)
  for (;;) {
    const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { status: true, endedAt: true, value: true, error: true } })
    const status = run?.status ?? 'removed'
    // the column holds JSON
    if (status === 'succeeded') return { status: 200, body: { runId, status, value: await whole(runs.store, run?.value as Json) } }
    if (run?.endedAt) return { status: 500, body: { runId, status, error: run.error } }
    const left = until - performance.now()
    if (left <= 0 || !run || standsStill(runs, { runId, status })) return { status: 202, body: { runId, status }, headers: { location: `/runs/${runId}` } }
    const waiting = new AbortController()
    const woken = await Promise.race([told, sleep(Math.min(left, LOOK_MS), undefined, { signal: waiting.signal }).catch(() => undefined)])
    waiting.abort()
    if (woken) told = toldOf(ends, runId)
  }
}

/** Nothing more comes of it here: somebody has to say how it goes on, or the server stops and another goes on with it. */
function standsStill(runs: TriggerHost['options']['runs'], { runId, status }: { readonly runId: string; readonly status: string }): boolean {
  return status === 'halted' || (runs.draining && runs.stateOf(runId) === undefined)
}

/** When the run is told of: a thousand that wait must not all look whenever any run ends. */
async function toldOf(ends: Ends, runId: string): Promise<true> {
  for (;;) {
    const rows = await ends.next()
    if (rows.length === 0 || rows.some(({ id }) => id === runId)) return true
  }
}

async function whole(store: EventStore, value: Json): Promise<Json> {
  const blobs = new Map<string, Json>()
  for (const hash of new Set(blobHashes(value))) blobs.set(hash, (await store.value(hash)) ?? null)
  return restoreBlobs(value, blobs) as Json
}
