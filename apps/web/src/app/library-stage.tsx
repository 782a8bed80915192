import { createRunView, plan } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import type { StageRequest } from '../library/stage-request.ts'
import { PlayedRun } from '../rehearsal/played-run.tsx'
import { RehearsalContext } from '../rehearsal/rehearsal-context.tsx'
import { createRehearsalStore } from '../rehearsal/rehearsal-store.ts'
import { RehearsalWorker } from '../rehearsal/rehearsal-worker.ts'
import styles from './library-stage.module.css'

/** Nothing is expected of what belongs to somebody else. */
const unkept = () => Promise.reject(new Error('Expectations are kept with a workflow of your own: install it first.'))

/** The drawing of a library entry; what is asked for is rehearsed on it, by the same engine that runs it. */
export function LibraryStage({ edition, asked }: StageRequest) {
  const { document, composed, samples } = edition
  const [scope, setScope] = useState<string>()
  const [selected, setSelected] = useState<string>()
  const [store] = useState(() => createRehearsalStore({ worker: new RehearsalWorker(), keeper: { save: unkept, remove: unkept }, notify: () => {} }))
  const problem = useStore(store, (state) => state.problem)
  const still = useMemo(() => createRunView(plan(document, { catalog, workflow: (reference) => composed[reference] })), [document, composed])
  // the worker is outside of React
  useEffect(() => {
    if (asked === undefined) return
    const { setPlay, setFixtures, chooseFixture, show, perform } = store.getState()
    setPlay({ document, library: composed })
    setFixtures(samples.map(({ title, input }) => ({ name: title, input, pins: {} })))
    chooseFixture(asked.sample)
    // the matrix knows which steps can fail, for the choice beside the player
    show(true, 'matrix')
    perform(asked.faults)
  }, [store, asked, document, composed, samples])
  // a worker is not freed by itself
  useEffect(() => () => store.getState().dispose(), [store])
  return (
    <RehearsalContext value={store}>
      <div className={styles.stage}>
        <RunCanvas document={document} catalog={catalog} label="Workflow" moment={still} version={0} selected={selected} onSelect={setSelected} scope={scope} onScope={setScope} />
        <PlayedRun renderCanvas={({ view, ...canvas }) => <RunCanvas catalog={catalog} moment={view} {...canvas} scope={scope} onScope={setScope} />} />
      </div>
      {problem ? <p className={styles.problem} role="alert">{problem}</p> : null}
    </RehearsalContext>
  )
}
