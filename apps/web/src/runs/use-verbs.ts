import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { AskedVerb } from './asked-verb.ts'
import type { AwaitedSignal } from './awaited-signals.ts'
import { awaitedSignals } from './awaited-signals.ts'
import { contextOfChild, type ChildLanes, type ChildRun } from './child-lanes.ts'
import { placeInRuns } from './child-path.ts'
import { pivotPassed } from './pivot-passed.ts'
import type { MomentContext, RunContext } from './run-context.ts'
import type { RunStore } from './run-store.ts'
import { runVerbs, stepVerbs, type RunVerb } from './run-verb.ts'
import { wordOfRun } from '../ui/run-status.ts'
import { waitsFor } from '../store/waits-for.ts'

/** What can be done about a run as it is now, wherever the playhead is. */
export interface OfferedVerbs {
  readonly verbs: readonly RunVerb[]
  readonly ofStep: (path: string) => readonly RunVerb[]
  /** False: the run can only be looked at. */
  readonly canAct: boolean
  readonly signals: readonly AwaitedSignal[]
}

export interface Verbs extends OfferedVerbs {
  /** What is being asked: its dialog is open. */
  readonly asked: RunVerb | undefined
  readonly ask: (verb: RunVerb | undefined) => void
}

const nothing: OfferedVerbs = { verbs: [], ofStep: () => [], canAct: false, signals: [] }

function offeredVerbs({ detail, store, names }: RunContext): OfferedVerbs {
  const [run, steps] = [store.run(), store.steps()]
  // people are asked in the inbox, where the answer has its form
  const signals = awaitedSignals(store.events(), steps).filter(({ path }) => waitsFor(names.stepOf(path)) === undefined)
  const facts = { run, steps, detail, awaitsSignal: signals.length > 0, pivot: pivotPassed(steps, names), titleOf: names.titleOf }
  return { verbs: runVerbs(facts), ofStep: (path) => stepVerbs(facts, path), canAct: true, signals }
}

/** Follows the run; the same object for as long as the same can be done, so that a page is not drawn again with every event. */
export function useOfferedVerbs({ detail, store, names }: RunContext, canAct: boolean): OfferedVerbs {
  const read = useMemo(() => (canAct ? steadyOffer({ detail, store, names }) : undefined), [detail, store, names, canAct])
  return useSyncExternalStore(store.subscribe, read ?? offersNothing)
}

/** What can be asked of one step; the same list for as long as it says the same. */
export function useStepVerbs(store: RunStore, { ofStep }: OfferedVerbs, path: string): readonly RunVerb[] {
  const read = useMemo(() => steady(store, { make: () => ofStep(path), text: JSON.stringify }), [store, ofStep, path])
  return useSyncExternalStore(store.subscribe, read)
}

const offersNothing = () => nothing

function steadyOffer(context: RunContext): () => OfferedVerbs {
  let latest = nothing
  const make = () => {
    latest = offeredVerbs(context)
    return { ...latest, ofStep }
  }
  const ofStep: OfferedVerbs['ofStep'] = (path) => latest.ofStep(path)
  return steady(context.store, { make, text: ({ verbs, signals }) => JSON.stringify([verbs, signals]) })
}

interface Steady<T> {
  readonly make: () => T
  /** Two values with the same text are one. */
  readonly text: (value: T) => string
}

/** Made again with each version of the run, and handed out again as it was when it says nothing new. */
function steady<T>({ version }: Pick<RunStore, 'version'>, { make, text }: Steady<T>): () => T {
  let kept: { readonly value: T; readonly text: string } | undefined
  let at = -1
  return () => {
    if (kept && version() === at) return kept.value
    at = version()
    const value = make()
    const words = text(value)
    if (kept?.text !== words) kept = { value, text: words }
    return kept.value
  }
}

export function useVerbs(context: RunContext, canAct: boolean): Verbs {
  const [asked, setAsked] = useState<RunVerb>()
  const offered = useOfferedVerbs(context, canAct)
  const ask = useCallback((verb: RunVerb | undefined) => setAsked(verb), [])
  return { ...offered, asked: canAct ? asked : undefined, ask }
}

/** What can be done at a step or a run where it stands on a page, and how it is asked for. */
export interface Offer {
  readonly ofStep: readonly RunVerb[]
  readonly ofRun: readonly RunVerb[]
  readonly ask: (verb: RunVerb) => void
}

/** Verbs that are offered for as long as the run stands as it does. */
const PASSING: ReadonlySet<RunVerb['id']> = new Set(['signal', 'resume', 'retry-now', 'halt', 'cancel', 'kill', 'undo'])

function goneWords({ store }: Pick<RunContext, 'store'>, { verbs, ofStep }: OfferedVerbs, asked: RunVerb): string | undefined {
  const offered = asked.step === undefined ? verbs : ofStep(asked.step)
  if (!PASSING.has(asked.id) || offered.some(({ id }) => id === asked.id)) return undefined
  return `This can no longer be done: the run has moved on (${wordOfRun[store.run().status].word.toLowerCase()}).`
}

export interface PageVerbs extends Verbs {
  /** At a step of the page's run, or of a run that one of its steps has started: each acts on its own run. */
  readonly at: (path: string) => Offer
  readonly askChild: (run: ChildRun, verb: RunVerb) => void
  /** The dialog that is open, of whichever run. */
  readonly dialog: AskedVerb | undefined
}

/** The verbs of the run that a page shows, and of those that its steps have started. */
export function usePageVerbs(context: MomentContext, lanes: ChildLanes, canAct: boolean): PageVerbs {
  const own = useVerbs(context, canAct)
  const [ofChild, setOfChild] = useState<{ readonly run: ChildRun; readonly verb: RunVerb }>()
  const askChild = useCallback((run: ChildRun, verb: RunVerb) => setOfChild({ run, verb }), [])
  function at(path: string): Offer {
    if (!path.includes('#')) return { ofStep: own.ofStep(path), ofRun: own.verbs, ask: own.ask }
    const run = lanes.runOf(path)
    if (!run || !canAct) return { ofStep: [], ofRun: [], ask: () => {} }
    const { ofStep, verbs } = offeredVerbs(contextOfChild(run))
    return { ofStep: ofStep(placeInRuns(path).step), ofRun: verbs, ask: (verb) => askChild(run, verb) }
  }
  function dialog(): AskedVerb | undefined {
    if (own.asked) return { ...context, asked: own.asked, signals: own.signals, gone: goneWords(context, own, own.asked), onClose: () => own.ask(undefined) }
    if (!ofChild) return undefined
    const of = contextOfChild(ofChild.run)
    const offered = offeredVerbs(of)
    return { ...of, asked: ofChild.verb, signals: offered.signals, gone: goneWords(of, offered, ofChild.verb), onClose: () => setOfChild(undefined) }
  }
  return { ...own, at, askChild, dialog: dialog() }
}
