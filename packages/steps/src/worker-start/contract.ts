import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { AGENT_ROLES } from '../agent-task/offline/roles.ts'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { WORKER_RESULT } from '../worker/worker-result.ts'

export const workerStartConfig = z.strictObject({
  name: z.string().min(1).meta({ title: 'Name', ui: 'template' }).describe('What the worker is called from now on; may hold {{ expressions }} over the arguments.'),
  role: z.string().min(1).default('worker').optional().meta({ title: 'Role', ui: 'template' }).describe(`What it can do: ${['worker', ...AGENT_ROLES.map(({ name }) => name).filter((name) => !name.startsWith('worker'))].join(', ')}. worker when left out.`),
  pool: z.string().min(1).optional().meta({ title: 'Pool', ui: 'template' }).describe('Pools that it takes tasks of, with commas between them; that of its role when left out.'),
})

export const workerStartContract: KindContract = {
  kind: 'worker.start',
  title: 'Start a worker',
  summary: 'Puts one more agent to work, which takes tasks until it is stopped.',
  docs: [
    'Starts an agent of a role under a name of its own. From then on `agent.task` finds it by its name and in its pools, in every run, and after a restart of the server, until `worker.stop` stops it. A stopped one of that name is started again.',
    '',
    'The value is `{ name, role, pools, state, starts, was }`. A repeated attempt starts nothing twice. Undone by itself: the undo makes it what it was before, so that a worker that did not exist is gone again.',
    '',
    'Errors: `WORKER_RUNNING` when one of that name is at work already, `NO_AGENT` when there is no such role, `UNDO_CONFLICT` of the undo when another step has touched it since, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'power',
  group: 'action',
  keywords: ['worker', 'agent', 'start', 'lifecycle', 'scale', 'pool', 'boot'],
  config: workerStartConfig,
  result: WORKER_RESULT,
  effects: (step) => [`starts the worker ${configText(step, 'name')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('name', 'role', 'pool'),
  examples: [
    { title: 'One more for the pool', step: { name: 'start', kind: 'worker.start', config: { name: 'night-shift', role: 'worker' } } },
    { title: 'A second developer', step: { name: 'start', kind: 'worker.start', config: { name: '{{ name }}', role: 'developer', pool: 'team' }, arguments: [{ name: 'name', from: { value: 'ada' } }] } },
  ],
  fake: (step) => ({ name: configText(step, 'name'), role: configText(step, 'role', 'worker'), pools: [configText(step, 'role', 'worker')], state: 'running', starts: 1, was: null }),
}
