import type { Coverage, StepCoverage } from '@eddy/rehearsal'
import { sameJson } from '@eddy/workflow'
import { listPatch, type ListPatch, patchedList } from '../store/list-patch.ts'

/** A coverage with only those steps that are told otherwise than before. */
export interface CoveragePatch extends Omit<Coverage, 'steps'> {
  readonly steps: ListPatch<StepCoverage>
}

export function coveragePatch(before: Coverage | undefined, now: Coverage): CoveragePatch {
  return { ...now, steps: listPatch(before?.steps, now.steps, sameJson) }
}

export function patchedCoverage(before: Coverage | undefined, patch: CoveragePatch): Coverage {
  return { ...patch, steps: patchedList(before?.steps, patch.steps) }
}
