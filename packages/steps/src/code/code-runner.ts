import type { Outcome, StepRequest } from '@eddy/engine'
import { WorkerPool } from '../worker-call.ts'

const DEFAULT_LIMIT_MS = 5000
/** How much longer than its limit code may take before its worker is ended: what the sandbox cannot interrupt by itself. */
const GRACE_MS = 500

/** Runs `code` steps in sandboxes, each call in a fresh one, a few at a time. */
export function createCodeRunner(): { readonly run: (request: StepRequest) => Promise<Outcome>; close(): Promise<void> } {
  const pool = new WorkerPool<Outcome>(new URL('./code-worker.mjs', import.meta.url), 2)
  return {
    run: ({ step, arguments: args, context, signal }) => {
      const limitMs = typeof step.config?.['timeoutMs'] === 'number' ? step.config['timeoutMs'] : DEFAULT_LIMIT_MS
      return pool.call({
        message: { source: String(step.config?.['source'] ?? ''), args: JSON.stringify(args), context: JSON.stringify(context), limitMs },
        limitMs: limitMs + GRACE_MS,
        onLimit: () => failure('CODE_TIMEOUT', `the code took longer than its limit of ${limitMs} ms`),
        onAbort: () => failure('CANCELLED', 'the code was stopped because the run no longer wants its result'),
        onCrash: (reason) => failure('CODE_MEMORY', `the sandbox broke down: ${reason}`),
        signal,
      })
    },
    close: () => pool.close(),
  }
}

function failure(code: string, message: string): Outcome {
  return { kind: 'fail', error: { code, message } }
}
