import { useCallback, useState } from 'react'
import type { AwaitedSignal } from './awaited-signals.ts'
import { awaitedSignals } from './awaited-signals.ts'
import { pivotPassed } from './pivot-passed.ts'
import type { RunContext } from './run-context.ts'
import { runVerbs, stepVerbs, type RunVerb } from './run-verb.ts'
import { waitsFor } from '../store/waits-for.ts'
import { useRunSteps, useRunSummary } from './use-run.ts'

export interface Verbs {
  readonly verbs: readonly RunVerb[]
  readonly ofStep: (path: string) => readonly RunVerb[]
  /** False: the run can only be looked at. */
  readonly canAct: boolean
  readonly signals: readonly AwaitedSignal[]
  /** What is being asked: its dialog is open. */
  readonly asked: RunVerb | undefined
  readonly ask: (verb: RunVerb | undefined) => void
}

const none: readonly RunVerb[] = []

/** What can be done about the run as it is now, wherever the playhead is. */
export function useVerbs({ detail, store, names }: RunContext, canAct: boolean): Verbs {
  const [asked, ask] = useState<RunVerb>()
  const run = useRunSummary(store)
  const steps = useRunSteps(store)
  // people are asked in the inbox, where the answer has its form
  const signals = awaitedSignals(store.events(), steps).filter(({ path }) => waitsFor(names.stepOf(path)) === undefined)
  const facts = { run, steps, detail, awaitsSignal: signals.length > 0, pivot: pivotPassed(steps, names), titleOf: names.titleOf }
  const close = useCallback((verb: RunVerb | undefined) => ask(verb), [])
  if (!canAct) return { verbs: none, ofStep: () => none, canAct, signals, asked: undefined, ask: close }
  return { verbs: runVerbs(facts), ofStep: (path) => stepVerbs(facts, path), canAct, signals, asked, ask: close }
}
