import { createContext, use } from 'react'
import type { StepCoverage } from '@eddy/rehearsal'

/** How far the effect of each step is taken back, by path; empty where nobody has worked it out. */
export const CoverageContext = createContext<ReadonlyMap<string, StepCoverage>>(new Map())

export function useStepCoverage(path: string): StepCoverage | undefined {
  return use(CoverageContext).get(path)
}
