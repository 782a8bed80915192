import { createElementResults, type ElementResult } from '@eddy/engine'
import { walkSteps } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
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
  readonly store: EventStore
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
  // listen before reading, so that nothing slips between
  const live = signal && store.events.listen(runId, signal)
  const results = createElementResults(planOfRun(definition, record), step)
  let seen = 0
  const fold = async (events: Awaited<ReturnType<EventStore['read']>>) => {
    const ended = (await store.restore(events.filter(({ seq }) => seq > seen))).flatMap((event) => results.apply(event))
    seen = Math.max(seen, events.at(-1)?.seq ?? 0)
    return ended.filter(({ seq }) => seq > after)
  }
  for (let stored = await store.read(runId, 0); stored.length > 0 && !results.over; stored = await store.read(runId, seen)) {
    const ended = await fold(stored)
    if (ended.length > 0) yield ended
  }
  while (live && signal && !signal.aborted && !results.over) {
    const ended = await fold(await live.next())
    if (ended.length > 0) yield ended
  }
  return results.over
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
