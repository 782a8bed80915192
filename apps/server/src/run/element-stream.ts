import { createElementResults, type ElementResult } from '@eddy/engine'
import { walkSteps } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
import { eventsAfter } from './events-after.ts'
import type { StoredEvent } from './log-pages.ts'
import { planOfRun, runningDefinition, trialOf } from './trial-record.ts'

export interface ElementRequest {
  readonly runId: string
  /** The path of a map or reduce. */
  readonly step: string
  /** The event of the last element that is known already. */
  readonly after: number
}

export interface Place {
  readonly db: Database
  readonly store: Pick<EventStore, 'events' | 'read' | 'restore'>
}

/**
 * The elements of a map in the order in which they end: first those that have, then each as it does, in batches; it returns when none
 * can follow. With `signal` undefined it returns after what is stored.
 */
export async function* elementStream({ db, store }: Place, { runId, step, after }: ElementRequest, signal?: AbortSignal): AsyncGenerator<readonly ElementResult[], boolean> {
  const run = await db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  // the column holds what definition.ts has made
  const definition = run.definition.content as unknown as Definition
  const record = trialOf(run)
  refuseUnlessMap(runningDefinition(definition, record), step)
  const results = createElementResults(planOfRun(definition, record), step)
  const fold = async (events: readonly StoredEvent[]) => (await store.restore(events)).flatMap((event) => results.apply(event)).filter(({ seq }) => seq > after)
  // what comes before is part of what its elements have come to
  for await (const events of signal ? eventsAfter(store, { runId, after: 0, ending: signal }) : storedEvents(store, runId)) {
    const ended = await fold(events)
    if (ended.length > 0) yield ended
    if (results.over) break
  }
  return results.over
}

async function* storedEvents(store: Place['store'], runId: string): AsyncGenerator<readonly StoredEvent[], void> {
  for (let events = await store.read(runId, 0); events.length > 0; events = await store.read(runId, events.at(-1)?.seq ?? 0)) yield events
}

function refuseUnlessMap({ document, composed }: Definition, path: string): void {
  const wanted = path.replaceAll(/\[\d+\]/g, '')
  for (const walked of walkSteps(document)) {
    if (walked.path === wanted && (walked.step.kind === 'map' || walked.step.kind === 'reduce')) return
    // what is inside a composed workflow is not of this document
    if (walked.step.kind === 'compose' && wanted.startsWith(`${walked.path}.`) && Object.keys(composed).length > 0) return
  }
  throw new Refusal('NOT_FOUND', `The run has no map or reduce called "${path}"; only those have results as they come.`)
}
