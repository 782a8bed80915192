import type { AbortSignalLike, Outcome } from '@eddy/engine'
import { parseDuration, type Json } from '@eddy/workflow'
import type { z } from 'zod'
import type { Claim, ClaimWish } from '../coordination/claim.ts'
import type { Coordination } from '../coordination/coordination.ts'
import { coordinatedKind, type Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { claimConfig } from './contract.ts'
import { keysFrom } from './keys-from.ts'
import { paused } from '../paused.ts'

type Config = z.infer<typeof claimConfig>

const FIRST_LOOK_MS = 20
const LONGEST_LOOK_MS = 250

export const runClaim = coordinatedKind(claimConfig, async (job): Promise<Outcome> => {
  const { request, services } = job
  const effect = effectKey(request)
  if (isBuiltInUndo(request)) {
    await services.coordination.release({ effect, status: 'released' })
    return { kind: 'ok', value: null }
  }
  const { config } = job
  const holder = (await job.text(config.holder ?? '')) || request.context.workflow
  const wish: ClaimWish = {
    keys: await keysOf(job),
    holder,
    runId: request.runId,
    step: request.path,
    effect,
    ...(config.lease === undefined ? {} : { leaseMs: parseDuration(config.lease) ?? 0 }),
    keep: config.keep ?? 'run',
    details: { workflow: request.context.workflow },
  }
  const taken = await take(services.coordination, wish, { waitMs: config.mode === 'no-wait' ? 0 : (parseDuration(config.wait ?? 'PT2S') ?? 0), signal: request.signal })
  return { kind: 'ok', value: { keys: wish.keys, holder, claims: taken.map(claimJson) } }
})

async function keysOf({ config, text, evaluate }: Job<Config>): Promise<readonly string[]> {
  if (config.keys !== undefined) return keysFrom(await evaluate(config.keys))
  return keysFrom(await text(config.key ?? ''))
}

interface Waiting {
  readonly waitMs: number
  readonly signal: AbortSignalLike
}

/** Looks again and again until all keys are free at once. The pauses grow and vary, so that those who wait do not come all together. */
async function take(coordination: Coordination, wish: ClaimWish, { waitMs, signal }: Waiting): Promise<readonly Claim[]> {
  const until = performance.now() + waitMs
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LONGEST_LOOK_MS)) {
    if (signal.aborted) throw new StepProblem({ code: 'CANCELLED', message: 'the run no longer wants the claim; nothing was claimed', retryable: true })
    const answer = await coordination.take(wish)
    if ('taken' in answer) return answer.taken
    const left = until - performance.now()
    if (left <= 0) throw conflict(answer.held)
    await paused(Math.min(left, pause * (0.5 + Math.random() / 2)), signal)
  }
}

export function conflict(held: readonly Claim[]): StepProblem {
  const named = held.map(({ key, holder, runId }) => `"${key}" by ${holder} (run ${runId})`).join(', ')
  return new StepProblem({ code: 'coordination_conflict', message: `already claimed: ${named}`, retryable: true, details: { held: held.map(claimJson) } })
}

export function claimJson({ key, holder, runId, step, claimedAt, expiresAt, status }: Claim): Json {
  return { key, holder, runId, step, claimedAt, expiresAt, status }
}
