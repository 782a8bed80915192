import type { RunSummary } from '@eddy/engine'
import { isAtRest, wordOfRun, type Word } from '../ui/run-status.ts'

const forwardWords: { readonly [F in RunSummary['forward']]: Word } = {
  running: { mark: 'running', word: 'Running' },
  succeeded: { mark: 'succeeded', word: 'Succeeded' },
  failed: { mark: 'failed', word: 'Failed' },
  cancelled: { mark: 'cancelled', word: 'Cancelled' },
  halted: { mark: 'halted', word: 'Halted' },
  timed_out: { mark: 'failed', word: 'Timed out' },
}

/** The first fact of a run: how the forward part stands. */
export function forwardFact(run: RunSummary, titleOf: (path: string) => string): Word {
  const failed = run.forward === 'failed' || run.status === 'failing'
  if (run.status === 'cancelling') return wordOfRun.cancelling
  if (run.status === 'running' && run.startedAt === undefined) return { mark: 'queued', word: 'Waiting' }
  const fact = forwardWords[failed ? 'failed' : run.forward]
  const step = run.error?.step
  return failed && step ? { ...fact, word: `Failed at ${titleOf(step)}` } : fact
}

/** The second fact: how the rollback stands. `undoneSoFar` counts while it is under way. */
export function rollbackFact(run: RunSummary, undoneSoFar: number): Word {
  switch (run.rollback) {
    case 'running':
      return { mark: 'undoing', word: `Undoing · ${undoneSoFar} undone` }
    case 'complete':
      return { mark: 'undone', word: run.undone.length === 0 ? 'Nothing to undo' : `Undone ${run.undone.length} of ${run.undone.length}` }
    case 'incomplete':
      return { mark: 'undo_failed', word: `Undone ${run.undone.length} of ${run.undone.length + run.left.length} · ${run.left.length} stuck` }
    case 'none':
      return { mark: 'idle', word: isAtRest(run.status) && run.status !== 'halted' ? 'Not rolled back' : 'No rollback so far' }
  }
}
