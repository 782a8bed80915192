import type { Json } from '@eddy/workflow'
import { isJsonObject } from '../schema-form/json-value.ts'
import { createInProcessEvaluator, renderJson } from '@eddy/steps/evaluate'

/** `expr`: a JSONata expression; `text`: a value whose texts hold `{{ }}`. */
export type EvaluateRequest = { readonly id: number; readonly root: Json } & ({ readonly expr: string } | { readonly text: Json })

export type EvaluateAnswer = { readonly id: number; readonly value: Json } | { readonly id: number; readonly error: string }

const evaluator = createInProcessEvaluator({ timeoutMs: 500 })
// as a first attempt sees it
const context = { runId: 'sample', step: 'sample', attempt: 1, retriesRemaining: 0, workflow: 'sample' }

addEventListener('message', ({ data }: MessageEvent<EvaluateRequest>) => void answer(data))

async function answer(request: EvaluateRequest): Promise<void> {
  const { id } = request
  try {
    send({ id, value: await valueOf(request) })
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

async function valueOf(request: EvaluateRequest): Promise<Json> {
  if ('expr' in request) return evaluator.evaluate(request.expr, request.root, context)
  return renderJson(request.text, { evaluator, arguments: isJsonObject(request.root) ? request.root : {}, context })
}

function send(message: EvaluateAnswer): void {
  postMessage(message)
}
