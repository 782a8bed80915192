import type { Evaluator } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { WorkerPool } from '../worker-call.ts'
import { expressionError } from './expression-error.ts'
import { createInProcessEvaluator, type EvaluateElsewhere } from './in-process-evaluator.ts'
import { plainJson } from './plain-json.ts'

/** The value as JSON text (none: undefined), or JSONata's error. */
type Answer = { readonly json?: string } | { readonly code?: string; readonly message: string }

/** Of the clock, and a busy machine takes its part of it: what ends in time on a quiet one must not fail there. */
const LIMIT_MS = 5_000
/** The worker's own clock strikes first where it can: then the worker is kept. */
const GRACE_MS = 50

/**
 * The evaluator of Node hosts. Plain expressions answer synchronously, others in this thread, and those that could run away
 * in a worker that is ended after five seconds. Throws or rejects with an ExpressionError; `close` ends the workers.
 */
export function createEvaluator(): Evaluator & { close(): Promise<void> } {
  const pool = new WorkerPool<Answer>(new URL('./evaluator-worker.mjs', import.meta.url), 2)
  const elsewhere: EvaluateElsewhere = async (expr, root, context) => {
    const answer = await pool.call({
      message: { expr, root, context, timeoutMs: LIMIT_MS },
      limitMs: LIMIT_MS + GRACE_MS,
      onLimit: () => ({ code: 'D1012', message: '' }),
      onCrash: (reason) => ({ message: `the expression was stopped: ${reason}` }),
    })
    return valueOf(answer)
  }
  const evaluator = createInProcessEvaluator({ elsewhere })
  return { ...evaluator, close: () => pool.close() }
}

function valueOf(answer: Answer): Json {
  if ('message' in answer) throw expressionError(answer)
  try {
    return answer.json === undefined ? null : plainJson(JSON.parse(answer.json))
  } catch (error) {
    throw expressionError(error)
  }
}
