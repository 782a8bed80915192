import { setImmediate } from 'node:timers/promises'
import { brokenExpectations, failureMatrix, type Expectation } from '@eddy/rehearsal'
import type { Problem } from '@eddy/workflow'
import type { PublishGate } from '../version/publish-version.ts'
import { recordOf } from './expectation-record.ts'
import { rehearsing } from './rehearsing.ts'

/** Expectations are tests: a draft that breaks one is not published. Those with values that are made up are checked; fixtures are rehearsed in the page. */
export const expectationsMet: PublishGate = async (db, { workflowId, document }) => {
  const rows = await db.prisma.expectation.findMany({ where: { workflowId, fixture: '' } })
  const expectations = rows.map(recordOf)
  if (expectations.length === 0) return []
  const broken = await rehearsing(db, document, async (stage) => {
    const matrix = await failureMatrix(stage, { steps: unique(expectations, ({ step }) => step), kinds: unique(expectations, ({ kind }) => kind), onCell: () => setImmediate() })
    return brokenExpectations(matrix, expectations)
  })
  return broken.map(({ expectation, message }): Problem => ({ code: 'EXPECTATION_BROKEN', severity: 'error', path: '', step: expectation.step, message: `Rehearsed, ${message}.`, hint: 'Mend the workflow, or expect in its failure matrix what it does now.' }))
}

function unique<T>(expectations: readonly Expectation[], of: (expectation: Expectation) => T): readonly T[] {
  return [...new Set(expectations.map(of))]
}
