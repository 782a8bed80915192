import { useQuery } from '@tanstack/react-query'
import type { Fixture } from '@eddy/workflow'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { BacktestContext } from '../rehearsal/backtest-context.ts'
import { createBacktestStore } from '../rehearsal/backtest-store.ts'
import { RehearsalContext } from '../rehearsal/rehearsal-context.tsx'
import { createRehearsalStore, type RehearsalStore } from '../rehearsal/rehearsal-store.ts'
import { RehearsalWorker } from '../rehearsal/rehearsal-worker.ts'
import { CoverageContext, StepCoverages } from '../store/coverage-context.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { useActiveFixture, useTrial } from '../store/trial/trial-context.tsx'
import { client, trpc } from '../trpc/client.ts'
import { useStore } from 'zustand'
import { recorderOf } from './recorder-of.ts'
import { useComposed } from './use-composed.ts'
import { useSampleFixtures } from './use-sample-fixtures.ts'

/** Somebody who types is not rehearsed at every letter. */
const DELAY_MS = 250

/** Rehearses what is on the screen, with what the server keeps for it; everything inside may ask what came of it. */
export function EditorRehearsal({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const editor = useEditorStore()
  const [worker] = useState(() => new RehearsalWorker())
  const [backtests] = useState(() => createBacktestStore({ worker, recorder: recorderOf(id) }))
  const [store] = useState(() =>
    createRehearsalStore({
      worker,
      keeper: {
        save: (expectations) => client.expectation.save.mutate({ workflowId: id, expectations: expectations.map(({ undone, residue, ...one }) => ({ ...one, undone: [...undone], residue: [...residue] })) }),
        remove: (cells) => client.expectation.remove.mutate({ workflowId: id, cells: cells.map(({ fixture, step, kind }) => ({ fixture, step, kind })) }),
      },
      notify: (text) => editor.getState().notify(text),
    }),
  )
  useFollowing(store, id)
  const play = useStore(store, (state) => state.play)
  // the draft is the rehearsal's
  useEffect(() => {
    if (play) backtests.getState().setPlay(play)
  }, [backtests, play])
  const [coverages] = useState(() => new StepCoverages())
  // the worker's answer is outside of React, and so is what the cards are told of it
  useEffect(() => {
    const tell = ({ coverage }: ReturnType<typeof store.getState>) => coverages.update(new Map(coverage?.steps.map((step) => [step.step, step])))
    tell(store.getState())
    return store.subscribe((state, before) => {
      if (state.coverage !== before.coverage) tell(state)
    })
  }, [store, coverages])
  return (
    <RehearsalContext value={store}>
      <BacktestContext value={backtests}>
        <CoverageContext value={coverages}>{children}</CoverageContext>
      </BacktestContext>
    </RehearsalContext>
  )
}

/** Fixtures are chosen by name: of two the first counts. */
function withoutNamesakes(fixtures: readonly Fixture[]): readonly Fixture[] {
  return fixtures.filter(({ name }, index) => fixtures.findIndex((other) => other.name === name) === index)
}

/** The document, what it composes, its samples and its expectations go into the store whenever they change. */
function useFollowing(store: RehearsalStore, id: string): void {
  // behind the drawing: it waits for somebody who types in any case
  const document = useDeferredValue(useEditor((state) => state.document))
  const library = useComposed(document)
  const samples = useSampleFixtures(document.name)
  const drafts = useTrial((state) => state.fixtures)
  const fixtures = useMemo(() => withoutNamesakes([...drafts.map((draft) => draft.fixture), ...samples]), [samples, drafts])
  const active = useActiveFixture()?.fixture.name
  const expectations = useQuery({ ...trpc.expectation.list.queryOptions({ workflowId: id }), staleTime: Infinity, gcTime: 0 })
  // the worker is outside of React; a short rest lets somebody type
  useEffect(() => {
    const timer = setTimeout(() => store.getState().setPlay({ document, library }), store.getState().play === undefined ? 0 : DELAY_MS)
    return () => clearTimeout(timer)
  }, [store, document, library])
  // the same: both come from the server
  useEffect(() => store.getState().setFixtures(fixtures), [store, fixtures])
  // the fixture that somebody works with is rehearsed with, until another is chosen here
  useEffect(() => store.getState().chooseFixture(active ?? ''), [store, active])
  useEffect(() => {
    if (expectations.data) store.getState().setExpectations(expectations.data)
  }, [store, expectations.data])
  // a worker is not freed by itself
  useEffect(() => () => store.getState().dispose(), [store])
}
