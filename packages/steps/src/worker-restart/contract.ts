import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { durationField } from '../text/duration-field.ts'
import { WORKER_RESULT } from '../worker/worker-result.ts'

export const workerRestartConfig = z.strictObject({
  name: z.string().min(1).meta({ title: 'Name', ui: 'template' }).describe('The worker; may hold {{ expressions }} over the arguments.'),
  drain: durationField().default('PT10S').optional().meta({ title: 'Longest wait' }).describe('How long it may take to end what it is at, an ISO 8601 duration; ten seconds when left out.'),
  failureRate: z.string().min(1).optional().meta({ title: 'Simulated failure rate', ui: 'expression' }).describe('JSONata from 0, it comes back, to 1, it does not; $context.attempt can make the first attempts fail. 0 when left out.'),
})

export const workerRestartContract: KindContract = {
  kind: 'worker.restart',
  title: 'Restart a worker',
  summary: 'Stops an agent and starts it again.',
  docs: [
    'Lets the worker end what it is at, and starts it again under the same name, with the same role and pools. What it has noted in its ledger stays. One that was stopped is started. It can be told to fail, to see what a workflow does then; the worker is left as it was.',
    '',
    'The value is `{ name, role, pools, state, starts, was }`. Undone by itself: one that was stopped before is stopped again.',
    '',
    'Errors: `WORKER_FAILED` and `WORKER_BUSY` (may be tried again), `NO_WORKER`, `NOT_A_NUMBER`, `UNDO_CONFLICT` of the undo when another step has touched it since, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'rotate-cw',
  group: 'action',
  keywords: ['worker', 'agent', 'restart', 'recover', 'lifecycle', 'reset'],
  config: workerRestartConfig,
  result: WORKER_RESULT,
  expressions: ['failureRate'],
  effects: (step) => [`restarts the worker ${configText(step, 'name')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('name'),
  examples: [{ title: 'Until it comes back', step: { name: 'restart', kind: 'worker.restart', config: { name: 'worker-1', failureRate: '$context.attempt <= 2 ? 1 : 0' }, retry: { max: 3 } } }],
  fake: (step) => ({ name: configText(step, 'name'), role: 'worker', pools: ['worker'], state: 'running', starts: 2, was: null }),
}
