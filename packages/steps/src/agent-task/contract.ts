import type { KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { AGENT_ROLES, isUndoable } from './offline/roles.ts'

export const agentTaskConfig = z.strictObject({
  agent: z.string().min(1).optional().meta({ title: 'Agent', ui: 'template' }).describe('The agent\'s name, such as planner; may hold {{ expressions }} over the arguments.'),
  pool: z.string().min(1).optional().meta({ title: 'Pool', ui: 'template' }).describe('In place of an agent: a pool such as worker, or names with commas between them. The least busy one is chosen.'),
  action: z.string().min(1).meta({ title: 'Action', ui: 'template' }).describe('What it is to do, such as plan; may hold {{ expressions }}.'),
  latency: z.string().min(1).optional().meta({ title: 'Simulated latency', ui: 'expression' }).describe('JSONata that gives milliseconds; only built-in agents take notice. 20 when left out.'),
  failureRate: z.string().min(1).optional().meta({ title: 'Simulated failure rate', ui: 'expression' }).describe('JSONata from 0, never, to 1, always; only built-in agents take notice. 0 when left out; $context.attempt can make the first attempts fail.'),
  seed: z.string().min(1).optional().meta({ title: 'Seed', ui: 'expression' }).describe('JSONata; built-in agents answer the same for the same seed and arguments.'),
})

function agentProblems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  if (config['agent'] === undefined && config['pool'] === undefined) return [{ path: '/config/agent', message: 'Say who is to do it: name an agent or a pool.' }]
  return config['agent'] !== undefined && config['pool'] !== undefined ? [{ path: '/config/pool', message: 'Name an agent or a pool, not both.' }] : []
}

const roles = AGENT_ROLES.map(({ name, actions }) => `| \`${name}\` | ${actions.map((action) => `\`${action.name}\`${action.undoable ? '\u00a0↶' : ''}`).join(', ')} |`)

export const agentTaskContract: KindContract = {
  kind: 'agent.task',
  title: 'Ask an agent',
  summary: 'Has an agent do something.',
  docs: [
    'Gives an agent an action with the step\'s arguments. The agent is named, or is the least busy one of a pool. The step\'s time limit holds for the agent too.',
    '',
    'Built-in agents work offline by rules, and answer the same for the same seed and arguments. They can be made slow and unreliable, to see what a workflow does then. ↶ marks actions that change something, a note in the agent\'s ledger; their undo takes it back.',
    '',
    '| agent | actions |',
    '|---|---|',
    ...roles,
    '',
    'The value is `{ agent, action, result }`. Undone by itself, where the action has an undo; other actions leave nothing behind.',
    '',
    'Errors: `AGENT_FAILED` (may be tried again), `NO_AGENT`, `NO_ACTION`, `BAD_TASK` when the arguments are not what the action needs, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `CANCELLED`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'bot',
  group: 'action',
  keywords: ['agent', 'ai', 'task', 'worker', 'planner', 'developer', 'qa', 'devops', 'architect', 'pool', 'delegate'],
  config: agentTaskConfig,
  result: { type: 'object', properties: { agent: { type: 'string' }, action: { type: 'string' }, result: {} }, required: ['agent', 'action', 'result'] },
  expressions: ['latency', 'failureRate', 'seed'],
  effects: (step) => (isUndoable(configText(step, 'action')) ? [`${configText(step, 'agent', configText(step, 'pool'))} does "${configText(step, 'action')}"`] : []),
  idempotent: true,
  builtInUndo: true,
  check: (step) => [...checkTexts('agent', 'pool', 'action')(step), ...agentProblems(step)],
  examples: [
    { title: 'What is asked for', step: { name: 'understand', kind: 'agent.task', config: { agent: 'planner', action: 'analyse' }, arguments: [{ name: 'requirements', from: { value: 'read a file, count its words, write the total' } }] } },
    { title: 'Whoever of the workers has time', step: { name: 'chunk', kind: 'agent.task', config: { pool: 'worker', action: 'process', failureRate: '$context.attempt = 1 ? 1 : 0' }, arguments: [{ name: 'chunk', from: { value: 'one two three' } }], retry: { max: 2 } } },
    { title: 'With an undo', step: { name: 'release', kind: 'agent.task', config: { agent: 'devops', action: 'deploy' }, arguments: [{ name: 'target', from: { value: 'staging' } }] } },
  ],
  fake: (step) => ({ agent: configText(step, 'agent', configText(step, 'pool', 'worker-1')), action: configText(step, 'action'), result: null }),
}
