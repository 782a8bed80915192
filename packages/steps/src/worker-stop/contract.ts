import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { durationField } from '../text/duration-field.ts'
import { WORKER_RESULT } from '../worker/worker-result.ts'

export const workerStopConfig = z.strictObject({
  name: z.string().min(1).meta({ title: 'Name', ui: 'template' }).describe('The worker; may hold {{ expressions }} over the arguments.'),
  drain: durationField().default('PT10S').optional().meta({ title: 'Longest wait' }).describe('How long it may take to end what it is at, an ISO 8601 duration; ten seconds when left out.'),
})

export const workerStopContract: KindContract = {
  kind: 'worker.stop',
  title: 'Stop a worker',
  summary: 'Lets an agent end what it is at, and gives it nothing more.',
  docs: [
    'From now on the worker takes no task; a task for it by name fails with `AGENT_STOPPED`, which may be tried again. The step waits until the tasks are done that it has on this server. When that takes too long the worker goes on as before, and the step fails. Built-in agents, such as `worker-1`, can be stopped as well.',
    '',
    'The value is `{ name, role, pools, state, starts, was }`. Stopping one that is stopped changes nothing. Undone by itself: the undo makes it what it was before.',
    '',
    'Errors: `WORKER_BUSY` (may be tried again), `NO_WORKER`, `UNDO_CONFLICT` of the undo when another step has touched it since, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'power-off',
  group: 'action',
  keywords: ['worker', 'agent', 'stop', 'drain', 'lifecycle', 'shutdown'],
  config: workerStopConfig,
  result: WORKER_RESULT,
  effects: (step) => [`stops the worker ${configText(step, 'name')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('name'),
  examples: [{ title: 'When its work is done', step: { name: 'stop', kind: 'worker.stop', config: { name: 'night-shift', drain: 'PT30S' } } }],
  fake: (step) => ({ name: configText(step, 'name'), role: 'worker', pools: ['worker'], state: 'stopped', starts: 1, was: null }),
}
