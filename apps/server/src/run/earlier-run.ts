import { hashOf } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { StartRequest } from './start-request.ts'

/** What is asked for with a key, as a hash; null where the key is a firing's or a step's, which is one request by itself. */
export function hashOfRequest({ workflowId, input, wave, version, environment, fixture, part, override, trigger, origin }: StartRequest): string | null {
  if (trigger ?? origin) return null
  return hashOf({ workflowId, input, wave, version, environment, fixture, part, override })
}

/** The run that was started with the key; undefined when there is none. A key that was used for something else is refused. */
export async function earlierRun(db: Database, request: StartRequest): Promise<string | undefined> {
  const { idempotencyKey } = request
  if (idempotencyKey === undefined) return undefined
  const earlier = await db.prisma.run.findUnique({ where: { idempotencyKey }, select: { id: true, requestHash: true } })
  if (!earlier) return undefined
  const hash = hashOfRequest(request)
  if (hash !== null && earlier.requestHash !== null && earlier.requestHash !== hash) throw new Refusal('KEY_USED', `The idempotency key "${idempotencyKey}" was used for the run ${earlier.id}, which was asked for with something else; take a new key for a new run.`, { runId: earlier.id })
  return earlier.id
}
