import { createContext, use, useSyncExternalStore } from 'react'
import type { StepCoverage } from '@eddy/rehearsal'

type Coverage = ReadonlyMap<string, StepCoverage>

/** How far the effect of each step is taken back, by path. Held outside of React, so that only cards of which it is told otherwise are drawn again. */
export class StepCoverages {
  private steps: Coverage = new Map()
  private readonly listeners = new Set<() => void>()

  of(path: string): StepCoverage | undefined {
    return this.steps.get(path)
  }

  /** Steps of which the same is told as before keep what they had. */
  update(steps: Coverage): void {
    this.steps = new Map([...steps].map(([path, step]) => [path, same(this.steps.get(path), step) ?? step]))
    for (const listener of this.listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

function same(before: StepCoverage | undefined, now: StepCoverage): StepCoverage | undefined {
  return before?.state === now.state && before.sentence === now.sentence ? before : undefined
}

/** Absent where nobody works it out. */
export const CoverageContext = createContext<StepCoverages | undefined>(undefined)

const never = () => () => undefined

export function useStepCoverage(path: string): StepCoverage | undefined {
  const coverages = use(CoverageContext)
  return useSyncExternalStore(coverages?.subscribe ?? never, () => coverages?.of(path))
}
