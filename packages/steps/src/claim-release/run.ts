import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { claimJson, conflict } from '../claim/run.ts'
import { keysFrom } from '../claim/keys-from.ts'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import type { Coordination } from '../coordination/coordination.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { claimReleaseConfig } from './contract.ts'

export const runClaimRelease = coordinatedKind(claimReleaseConfig, async ({ config, request, services: { coordination }, text, evaluate }): Promise<Outcome> => {
  if (isBuiltInUndo(request)) return claimAgain(coordination, request)
  const keys = config.keys === undefined ? (config.key === undefined ? undefined : keysFrom(await text(config.key))) : keysFrom(await evaluate(config.keys))
  const status = config.status ?? 'completed'
  const claims = await coordination.release({ ...(keys === undefined ? {} : { keys }), ...(config.of === 'anyone' && keys !== undefined ? {} : { runId: request.runId }), status })
  return { kind: 'ok', value: { released: claims.length, status, claims: claims.map(claimJson) } }
})

/** Who had the claims has them again: under this step's own key, since their steps may have let go of theirs for good. */
async function claimAgain(coordination: Coordination, request: StepRequest): Promise<Outcome> {
  const before = releasedBy(request.undoing?.value ?? null)
  if (before.length === 0) return { kind: 'ok', value: null }
  const answer = await coordination.take({ keys: before.map(({ key }) => key), holder: before[0]?.holder ?? '', runId: request.runId, step: request.path, effect: effectKey(request), keep: 'run', details: { workflow: request.context.workflow } })
  if ('held' in answer) throw conflict(answer.held)
  return { kind: 'ok', value: null }
}

function releasedBy(value: Json): readonly { readonly key: string; readonly holder: string }[] {
  if (typeof value !== 'object' || value === null || !('claims' in value) || !Array.isArray(value['claims'])) return []
  return value['claims'].flatMap((claim: Json) => {
    if (typeof claim !== 'object' || claim === null || !('key' in claim) || typeof claim['key'] !== 'string') return []
    return [{ key: claim['key'], holder: typeof claim['holder'] === 'string' ? claim['holder'] : '' }]
  })
}
