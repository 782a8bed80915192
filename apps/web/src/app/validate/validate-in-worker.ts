import type { Problem, WorkflowDocument } from '@eddy/workflow'
import { validateDraft } from '../validate-draft.ts'
import { patchBetween } from '../../store/document/document-patch.ts'
import type { Answered, Asked } from './validate.worker.ts'

/** A draft of fewer steps is checked within a frame, here and at once. */
const many = 300

interface Checking {
  readonly worker: Worker
  sent: WorkflowDocument | undefined
  turn: number
  done: ((problems: readonly Problem[]) => void) | undefined
}

let checking: Checking | undefined

/** Checks a large draft in a worker, which is told only what has changed since it was last asked. False: too small to be worth it. */
export function validateInWorker(document: WorkflowDocument, done: (problems: readonly Problem[]) => void): boolean {
  if (document.steps.length + (document.handlers?.length ?? 0) < many) return false
  checking ??= started()
  const asked: Asked = { turn: ++checking.turn, patch: patchBetween(checking.sent, document) }
  checking.sent = document
  checking.done = done
  checking.worker.postMessage(asked)
  return true
}

function started(): Checking {
  const worker = new Worker(new URL('validate.worker.ts', import.meta.url), { type: 'module' })
  const state: Checking = { worker, sent: undefined, turn: 0, done: undefined }
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    // an older answer is about a draft that nobody has any more
    if (data.turn === state.turn) state.done?.(data.problems)
  })
  // where the worker cannot be had, a check that takes its time is better than none
  worker.addEventListener('error', () => {
    checking = undefined
    worker.terminate()
    if (state.sent) state.done?.(validateDraft(state.sent))
  })
  return state
}
