import type { FailureReport } from '@eddy/engine'

/** Why a step fails, thrown from wherever that is found out. */
export class StepProblem extends Error {
  readonly report: FailureReport

  constructor(report: FailureReport) {
    super(report.message)
    this.report = report
  }
}
