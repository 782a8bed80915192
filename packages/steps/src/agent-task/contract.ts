import type { Json, JsonSchema, KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { durationField } from '../text/duration-field.ts'
import { AGENT_ROLES, isUndoable } from './offline/roles.ts'

export const agentTaskConfig = z.strictObject({
  agent: z.string().min(1).optional().meta({ title: 'Agent', ui: 'template' }).describe('The agent\'s name, such as planner; may hold {{ expressions }} over the arguments.'),
  pool: z.string().min(1).optional().meta({ title: 'Pool', ui: 'template' }).describe('In place of an agent: a pool such as worker, or names with commas between them. The least busy one is chosen.'),
  queue: z.string().min(1).optional().meta({ title: 'Queue', ui: 'template' }).describe('In place of an agent: the step is offered to workers outside that claim tasks of this queue; may hold {{ expressions }}.'),
  action: z.string().min(1).optional().meta({ title: 'Action', ui: 'template' }).describe('What the agent is to do, such as plan; may hold {{ expressions }}. Not with a queue, whose workers are given the arguments.'),
  lease: durationField().optional().meta({ title: 'Lease' }).describe('An ISO 8601 duration: a worker that is not heard of for so long loses the task to another. PT1M when left out.'),
  resultSchema: z.record(z.string(), z.json()).optional().meta({ title: 'Result schema' }).describe('A JSON Schema of what workers may answer; what does not fit is refused, and the task stays with its worker.'),
  latency: z.string().min(1).optional().meta({ title: 'Simulated latency', ui: 'expression' }).describe('JSONata that gives milliseconds; only built-in agents take notice. 20 when left out.'),
  failureRate: z.string().min(1).optional().meta({ title: 'Simulated failure rate', ui: 'expression' }).describe('JSONata from 0, never, to 1, always; only built-in agents take notice. 0 when left out; $context.attempt can make the first attempts fail.'),
  seed: z.string().min(1).optional().meta({ title: 'Seed', ui: 'expression' }).describe('JSONata; built-in agents answer the same for the same seed and arguments.'),
})

function agentProblems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  const named = ['agent', 'pool', 'queue'].filter((key) => config[key] !== undefined)
  if (named.length === 0) return [{ path: '/config/agent', message: 'Say who is to do it: name an agent, a pool or a queue.' }]
  if (named.length > 1) return [{ path: `/config/${named[1] ?? ''}`, message: `Name an agent, a pool or a queue, not ${named.join(' and ')}.` }]
  return isQueued({ config }) ? misplaced(config, OF_AGENTS, 'This is for agents; a worker of the queue is given the arguments.') : agentFields(config)
}

function agentFields(config: NonNullable<Step['config']>): readonly { readonly path: string; readonly message: string }[] {
  const missing = config['action'] === undefined ? [{ path: '/config/action', message: 'Say what the agent is to do.' }] : []
  return [...missing, ...misplaced(config, OF_QUEUES, 'This is for tasks that are offered on a queue.')]
}

function misplaced(config: NonNullable<Step['config']>, keys: readonly string[], message: string): readonly { readonly path: string; readonly message: string }[] {
  return keys.filter((key) => config[key] !== undefined).map((key) => ({ path: `/config/${key}`, message }))
}

/** Whether it is left to workers outside. */
function isQueued({ config }: Pick<Step, 'config'>): boolean {
  return config?.['queue'] !== undefined
}

const OF_QUEUES = ['lease', 'resultSchema']
const OF_AGENTS = ['action', 'latency', 'failureRate', 'seed']

const agentResult: JsonSchema = { type: 'object', properties: { agent: { type: 'string' }, action: { type: 'string' }, result: {} }, required: ['agent', 'action', 'result'] }

function resultSchema(step: Step): JsonSchema | undefined {
  if (!isQueued(step)) return agentResult
  const schema = step.config?.['resultSchema']
  return isObject(schema) ? schema : undefined
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const roles = AGENT_ROLES.map(({ name, actions }) => `| \`${name}\` | ${actions.map((action) => `\`${action.name}\`${action.undoable ? '\u00a0↶' : ''}`).join(', ')} |`)

export const agentTaskContract: KindContract = {
  kind: 'agent.task',
  title: 'Ask an agent',
  summary: 'Has an agent, or a worker outside, do something.',
  docs: [
    'Gives an agent an action with the step\'s arguments. The agent is named, or is the least busy one of a pool. The step\'s time limit holds for the agent too.',
    '',
    'Built-in agents work offline by rules, and answer the same for the same seed and arguments. They can be made slow and unreliable, to see what a workflow does then. ↶ marks actions that change something, a note in the agent\'s ledger; their undo takes it back.',
    '',
    '| agent | actions |',
    '|---|---|',
    ...roles,
    '',
    'With a `queue` the step is offered to **workers outside**: programs of your own, on any machine, that claim tasks with `eddy work`, the client\'s `work` or the HTTP API. The payload of the task is the step\'s arguments, without the values of secrets; the step\'s value is what the worker completes it with.',
    '',
    'One worker has a task at a time, under a lease that its heartbeats extend. When the lease runs out, or the worker gives the task back, it is offered again, under the same idempotency key. A failure that a worker tells is the step\'s: `retry`, `onError` and the rollback follow. The step\'s time limit counts from the offer. Nothing is undone by itself: name an `undo` handler, which may be an `agent.task` with a queue too. Where nobody can claim tasks, as on the command line, the step fails with `NO_WORKERS`.',
    '',
    'The value of an agent is `{ agent, action, result }`. Undone by itself, where the action has an undo; other actions leave nothing behind.',
    '',
    'Errors: `AGENT_FAILED` (may be tried again), `NO_AGENT`, `NO_ACTION`, `BAD_TASK` when the arguments are not what the action needs, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `CANCELLED`, `COORDINATION_UNAVAILABLE`; with a queue `NO_WORKERS`, `STEP_TIMEOUT`, `LEASE_EXPIRED`, and the codes that workers give.',
  ].join('\n'),
  icon: 'bot',
  group: 'action',
  keywords: ['agent', 'ai', 'task', 'worker', 'planner', 'developer', 'qa', 'devops', 'architect', 'pool', 'delegate', 'queue', 'outside', 'external', 'human', 'claim'],
  config: agentTaskConfig,
  result: resultSchema,
  expressions: ['latency', 'failureRate', 'seed'],
  effects: (step) => (isQueued(step) ? [`a worker of the queue "${configText(step, 'queue')}" does the task`] : isUndoable(configText(step, 'action')) ? [`${configText(step, 'agent', configText(step, 'pool'))} does "${configText(step, 'action')}"`] : []),
  idempotent: true,
  builtInUndo: (step) => !isQueued(step),
  check: (step) => [...checkTexts('agent', 'pool', 'action', 'queue')(step), ...agentProblems(step)],
  examples: [
    { title: 'What is asked for', step: { name: 'understand', kind: 'agent.task', config: { agent: 'planner', action: 'analyse' }, arguments: [{ name: 'requirements', from: { value: 'read a file, count its words, write the total' } }] } },
    { title: 'Whoever of the workers has time', step: { name: 'chunk', kind: 'agent.task', config: { pool: 'worker', action: 'process', failureRate: '$context.attempt = 1 ? 1 : 0' }, arguments: [{ name: 'chunk', from: { value: 'one two three' } }], retry: { max: 2 } } },
    { title: 'With an undo', step: { name: 'release', kind: 'agent.task', config: { agent: 'devops', action: 'deploy' }, arguments: [{ name: 'target', from: { value: 'staging' } }] } },
    { title: 'Left to a worker outside', step: { name: 'print', kind: 'agent.task', config: { queue: 'print', lease: 'PT2M', resultSchema: { type: 'object', properties: { pages: { type: 'integer' } }, required: ['pages'] } }, arguments: [{ name: 'document', from: { value: 'invoice-17' } }], timeout: 'PT1H', retry: { max: 2 } } },
  ],
  // what a worker answers is made from its schema
  fake: (step) => (isQueued(step) ? null : { agent: configText(step, 'agent', configText(step, 'pool', 'worker-1')), action: configText(step, 'action'), result: null }),
}
