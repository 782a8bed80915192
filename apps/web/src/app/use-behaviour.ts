import { behaviourDiff, type FailureMatrix } from '@eddy/rehearsal'
import type { WorkflowDocument } from '@eddy/workflow'
import { useEffect, useMemo, useState } from 'react'
import type { Behaviour } from '../compare/behaviour-tab.tsx'
import { RehearsalWorker } from '../rehearsal/rehearsal-worker.ts'
import type { Play } from '../rehearsal/worker-messages.ts'
import { useComposed } from './use-composed.ts'

export interface Sides {
  readonly before: WorkflowDocument
  readonly after: WorkflowDocument
}

const start: Behaviour = { kind: 'pending', done: 0, of: 0 }

/** The failure matrices of both sides, one after the other in a worker, and what differs between them. */
export function useBehaviour({ before, after }: Sides): Behaviour {
  const [behaviour, setBehaviour] = useState<Behaviour>(start)
  const composedBefore = useComposed(before)
  const composedAfter = useComposed(after)
  const plays = useMemo(() => [{ document: before, library: composedBefore }, { document: after, library: composedAfter }] as const, [before, after, composedBefore, composedAfter])
  // the worker is outside of React
  useEffect(() => {
    const worker = new RehearsalWorker()
    const ended = { current: false }
    rehearse(worker, plays, (next) => {
      if (!ended.current) setBehaviour(next)
    })
    return () => {
      ended.current = true
      worker.dispose()
    }
  }, [plays])
  return behaviour
}

function rehearse(worker: RehearsalWorker, [first, second]: readonly [Play, Play], show: (behaviour: Behaviour) => void): void {
  const matrixOf = (play: Play, then: (matrix: FailureMatrix) => void) => {
    worker.ask({ type: 'matrix', play, fixture: undefined }, (answer) => {
      if (answer.type === 'progress') show({ kind: 'pending', done: answer.done, of: answer.of })
      else if (answer.type === 'problem') show({ kind: 'problem', message: `They could not be rehearsed: ${answer.message}` })
      else if (answer.type === 'matrix') then(answer.matrix)
    })
  }
  matrixOf(first, (before) =>
    matrixOf(second, (after) => show({ kind: 'ready', diff: behaviourDiff(before, after), titles: new Map([...before.rows, ...after.rows].map(({ step, title }) => [step, title])) })),
  )
}
