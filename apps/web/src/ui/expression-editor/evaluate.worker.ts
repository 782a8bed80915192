import type { Json } from '@eddy/workflow'
import { createInProcessEvaluator } from '@eddy/steps/evaluate'

export interface EvaluateRequest {
  readonly id: number
  readonly expr: string
  readonly root: Json
}

export type EvaluateAnswer = { readonly id: number; readonly value: Json } | { readonly id: number; readonly error: string }

const evaluator = createInProcessEvaluator({ timeoutMs: 500 })
// as a first attempt sees it
const context = { runId: 'sample', step: 'sample', attempt: 1, retriesRemaining: 0, workflow: 'sample' }

addEventListener('message', ({ data }: MessageEvent<EvaluateRequest>) => void answer(data))

async function answer({ id, expr, root }: EvaluateRequest): Promise<void> {
  try {
    send({ id, value: await evaluator.evaluate(expr, root, context) })
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

function send(message: EvaluateAnswer): void {
  postMessage(message)
}
