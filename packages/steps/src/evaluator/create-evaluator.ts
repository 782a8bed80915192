import type { Evaluator, StepContext } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { WorkerPool } from '../worker-call.ts'
import { fastPath, UNSURE } from './fast-path.ts'
import { isBounded } from './is-bounded.ts'
import { parse } from './parse-cache.ts'
import { plainJson } from './plain-json.ts'

type Answer = { readonly value: Json } | { readonly error: string }

const LIMIT_MS = 1000

/**
 * Evaluates JSONata: a plain path at once, what surely ends in this process, the rest in a worker that is ended after a
 * second. Rejects with an Error that says what is wrong.
 */
export function createEvaluator(): Evaluator & { close(): Promise<void> } {
  const pool = new WorkerPool<Answer>(new URL('./evaluator-worker.mjs', import.meta.url), 2)
  const bounded = new Map<string, boolean>()
  const isSafe = (expr: string) => {
    const known = bounded.get(expr)
    if (known !== undefined) return known
    const safe = isBounded(expr, parse(expr).ast())
    if (bounded.size < 5000) bounded.set(expr, safe)
    return safe
  }
  return {
    evaluate(expr, root, context) {
      const quick = fastPath(expr, root)
      if (quick !== UNSURE) return quick
      return evaluateSlowly({ expr, root, context }, isSafe, pool)
    },
    close: () => pool.close(),
  }
}

interface Question {
  readonly expr: string
  readonly root: Json
  readonly context: StepContext | null
}

async function evaluateSlowly(question: Question, isSafe: (expr: string) => boolean, pool: WorkerPool<Answer>): Promise<Json> {
  const { expr, root, context } = question
  try {
    if (isSafe(expr)) return plainJson(await parse(expr).evaluate(root, { context }))
  } catch (error) {
    throw new Error(messageOf(error), { cause: error })
  }
  const answer = await pool.call({
    message: question,
    limitMs: LIMIT_MS,
    onLimit: () => ({ error: `it took longer than ${LIMIT_MS} ms` }),
    onCrash: (reason) => ({ error: reason }),
  })
  if ('error' in answer) throw new Error(answer.error)
  return answer.value
}

/** JSONata throws plain objects with a message. */
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
}
