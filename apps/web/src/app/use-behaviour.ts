import { behaviourDiff, type FailureMatrix } from '@eddy/rehearsal'
import type { Fixture, WorkflowDocument } from '@eddy/workflow'
import { useEffect, useMemo, useState } from 'react'
import type { Behaviour } from '../compare/behaviour-tab.tsx'
import { RehearsalWorker } from '../rehearsal/rehearsal-worker.ts'
import type { Play } from '../rehearsal/worker-messages.ts'
import { type Composed, useComposed } from './use-composed.ts'

export interface Sides {
  readonly before: Side
  readonly after: Side
  /** What both are rehearsed with; values are made up without. */
  readonly fixture?: Fixture | undefined
}

interface Side {
  readonly document: WorkflowDocument
  /** What it composes, where it came with that. */
  readonly composed?: Composed | undefined
}

const start: Behaviour = { kind: 'pending', done: 0, of: 0 }

/** The failure matrices of both sides, one after the other in a worker, and what differs between them. */
export function useBehaviour({ before, after, fixture }: Sides): Behaviour {
  const [behaviour, setBehaviour] = useState<Behaviour>(start)
  const first = usePlay(before)
  const second = usePlay(after)
  const asked = useMemo(() => ({ plays: [first, second] as const, fixture }), [first, second, fixture])
  // the worker is outside of React
  useEffect(() => {
    const worker = new RehearsalWorker()
    const ended = { current: false }
    rehearse(worker, asked, (next) => {
      if (!ended.current) setBehaviour(next)
    })
    return () => {
      ended.current = true
      worker.dispose()
    }
  }, [asked])
  return behaviour
}

function usePlay({ document, composed }: Side): Play {
  const here = useComposed(document)
  const library = composed ?? here
  return useMemo(() => ({ document, library }), [document, library])
}

interface Asked {
  readonly plays: readonly [Play, Play]
  readonly fixture: Fixture | undefined
}

function rehearse(worker: RehearsalWorker, { plays: [first, second], fixture }: Asked, show: (behaviour: Behaviour) => void): void {
  const matrixOf = (play: Play, then: (matrix: FailureMatrix) => void) => {
    worker.ask({ type: 'matrix', play, fixture }, (answer) => {
      if (answer.type === 'progress') show({ kind: 'pending', done: answer.done, of: answer.of })
      else if (answer.type === 'problem') show({ kind: 'problem', message: `They could not be rehearsed: ${answer.message}` })
      else if (answer.type === 'matrix') then(answer.matrix)
    })
  }
  matrixOf(first, (before) =>
    matrixOf(second, (after) => show({ kind: 'ready', diff: behaviourDiff(before, after), titles: new Map([...before.rows, ...after.rows].map(({ step, title }) => [step, title])) })),
  )
}
