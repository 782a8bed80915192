import { setImmediate } from 'node:timers/promises'
import { brokenExpectations, failureMatrix, type Expectation, type Stage } from '@eddy/rehearsal'
import type { Fixture, Problem } from '@eddy/workflow'
import { fixtureRecord } from '../fixture/fixture-record.ts'
import type { PublishGate } from '../version/publish-version.ts'
import { recordOf } from './expectation-record.ts'
import { rehearsing } from './rehearsing.ts'

/**
 * Expectations are tests: a draft that breaks one is not published. Checked are those with made-up values and with stored fixtures; the
 * samples of templates are known to the page alone.
 */
export const expectationsMet: PublishGate = async (db, { workflowId, document }) => {
  const expectations = (await db.prisma.expectation.findMany({ where: { workflowId } })).map(recordOf)
  if (expectations.length === 0) return []
  const stored = (await db.prisma.fixture.findMany({ where: { workflowId } })).map((row) => fixtureRecord(row).fixture)
  return rehearsing(db, document, async (stage) => {
    const broken = await brokenWith(stage, expectations.filter(({ fixture }) => fixture === ''))
    for (const fixture of stored) broken.push(...(await brokenWith(stage, expectations.filter((one) => one.fixture === fixture.name), fixture)))
    return broken
  })
}

async function brokenWith(stage: Stage, expectations: readonly Expectation[], fixture?: Fixture): Promise<Problem[]> {
  if (expectations.length === 0) return []
  const matrix = await failureMatrix(stage, { ...(fixture ? { fixture } : {}), steps: unique(expectations, ({ step }) => step), kinds: unique(expectations, ({ kind }) => kind), onCell: () => setImmediate() })
  const data = fixture ? ` with "${fixture.name}"` : ''
  return brokenExpectations(matrix, expectations).map(({ expectation, message }): Problem => ({ code: 'EXPECTATION_BROKEN', severity: 'error', path: '', step: expectation.step, message: `Rehearsed${data}, ${message}.`, hint: 'Mend the workflow, or expect in its failure matrix what it does now.' }))
}

function unique<T>(expectations: readonly Expectation[], of: (expectation: Expectation) => T): readonly T[] {
  return [...new Set(expectations.map(of))]
}
