import type { EddyClient } from './create-client.ts'
import { follow, type FollowOptions } from './follow.ts'
import type { components } from './schema.generated.ts'

export type RunEvent = components['schemas']['RunEvent']
export type ElementResult = components['schemas']['ElementResult']

/** After these nothing happens of itself; a person may still undo or resume. */
const REST = new Set(['run.succeeded', 'run.failed', 'run.halted', 'run.cancelled', 'run.timed_out', 'rollback.completed'])

/** The events of a run as they happen, from the first on or behind `after`, until it is over or halted. With `beyond` it goes on after that. */
export async function* followRun(client: EddyClient, runId: string, { beyond = false, ...options }: FollowOptions & { readonly beyond?: boolean } = {}): AsyncGenerator<RunEvent, void> {
  // of one that is over already nothing may come
  if (!beyond && options.after !== undefined && (await isAtRest(client, runId, Number(options.after)))) return
  for await (const { data } of follow(client, `/runs/${encodeURIComponent(runId)}/events`, options)) {
    // the server's own schema says what a message holds
    const event = data as RunEvent
    yield event
    if (!beyond && REST.has(event.type) && (await isAtRest(client, runId, event.seq))) return
  }
}

/** The results of a map's elements in the order in which they end, until no more can follow. */
export async function* followResults(client: EddyClient, { runId, step, ...options }: FollowOptions & { readonly runId: string; readonly step: string }): AsyncGenerator<ElementResult, void> {
  for await (const { data } of follow(client, `/runs/${encodeURIComponent(runId)}/results/${encodeURIComponent(step)}`, options)) yield data as ElementResult
}

const OVER = new Set(['halted', 'succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed'])

/** The event may be a part's: a rollback of a group is not the run's end, and a failure may be followed by its lane. */
async function isAtRest(client: EddyClient, runId: string, seq: number): Promise<boolean> {
  const { data } = await client.GET('/runs/{runId}', { params: { path: { runId } } })
  return data !== undefined && OVER.has(data.status) && data.lastSeq <= seq
}
