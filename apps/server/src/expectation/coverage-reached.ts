import { compensationCoverage } from '@eddy/rehearsal'
import type { Problem } from '@eddy/workflow'
import type { PublishGate } from '../version/publish-version.ts'
import { rehearsing } from './rehearsing.ts'

/** Refuses drafts of whose effects less is taken back than is required, in percent; with every step that is short. */
export function coverageReached(required: number): PublishGate {
  return async (db, { document }) => {
    if (required <= 0) return []
    const { percent, steps } = await rehearsing(db, document, (stage) => compensationCoverage(stage))
    if (percent >= required) return []
    const short = steps.filter(({ state }) => state === 'missing' || state === 'unreadable')
    return short.map(({ step, title, sentence }): Problem => ({ code: 'COVERAGE_TOO_LOW', severity: 'error', path: '', step, message: `The effect of "${title}" is not taken back: ${sentence}`, hint: `${percent} % of the steps with an effect are covered, and ${required} % are required (EDDY_REQUIRE_COVERAGE).` }))
  }
}
