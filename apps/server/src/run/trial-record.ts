import { catalog } from '@eddy/steps/contract'
import { pinnedExecutor } from '@eddy/steps/pin'
import type { Plan, StepExecutor } from '@eddy/engine'
import { trialDocument, type Json, type Trial } from '@eddy/workflow'
import type { Run } from '../db/index.ts'
import { planOf, type Definition } from './definition.ts'

/** What a run's row keeps of its being a trial. */
export interface TrialRecord {
  readonly trial: Trial
  /** Results taken from an earlier run, by step. */
  readonly past: { readonly [name: string]: Json }
}

export function trialOf(run: Pick<Run, 'trial'>): TrialRecord | null {
  // only run-host.ts writes the column, with what prepare-trial.ts has made
  return run.trial as unknown as TrialRecord | null
}

/** What really runs. */
export function runningDefinition(definition: Definition, record: TrialRecord | null): Definition {
  return record === null ? definition : { ...definition, document: trialDocument(definition.document, record.trial, catalog) }
}

export function planOfRun(definition: Definition, record: TrialRecord | null): Plan {
  return planOf(runningDefinition(definition, record))
}

export function executorOfRun(executor: StepExecutor, record: TrialRecord | null): StepExecutor {
  return record === null ? executor : pinnedExecutor(executor, { pins: record.trial.pins, past: record.past })
}
