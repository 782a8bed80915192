import type { Outcome, StepRequest } from '@eddy/engine'
import { configText } from '../text/config-text.ts'
import { WorkerPool } from '../worker-call.ts'
import { codeOutcome, lostOutcome } from './code-outcome.ts'
import { codeLimits } from './contract.ts'
import { readReport } from './report.ts'
import type { CodeJob } from './code-job.ts'

/** The sandbox stops code at its time limit itself; what it cannot interrupt ends with its thread so much later. */
const GRACE_MS = 500
const WORKERS = 2

/** Runs `code` steps in sandboxes, each call in a fresh one, a few at a time. */
export function createCodeRunner(): { readonly run: (request: StepRequest) => Promise<Outcome>; close(): Promise<void> } {
  const pool = new WorkerPool<Outcome | string>(new URL('./code-worker.mjs', import.meta.url), WORKERS)
  return {
    run: async (request) => {
      const job = jobOf(request)
      if (!job) return lostOutcome('arguments')
      const answer = await pool.call({
        message: job,
        limitMs: job.timeoutMs + GRACE_MS,
        onLimit: () => lostOutcome('deadline', job),
        onAbort: () => lostOutcome('aborted'),
        onCrash: (reason) => lostOutcome('died', job, reason),
        signal: request.signal,
      })
      return typeof answer === 'string' ? codeOutcome(readReport(answer), request, job) : answer
    },
    close: () => pool.close(),
  }
}

function jobOf({ step, arguments: args, context }: StepRequest): CodeJob | undefined {
  const limit = (key: keyof typeof codeLimits) => {
    const { min, max, default: otherwise } = codeLimits[key]
    const value = step.config?.[key]
    return typeof value === 'number' ? Math.min(max, Math.max(min, value)) : otherwise
  }
  try {
    return { source: configText(step, 'source'), args: JSON.stringify(args), context: JSON.stringify(context), timeoutMs: limit('timeoutMs'), memoryMb: limit('memoryMb') }
  } catch {
    // JSON.stringify recurses
    return undefined
  }
}
