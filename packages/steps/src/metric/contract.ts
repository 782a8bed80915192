import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { textProblems } from '../text/text-problems.ts'
import { configText } from '../text/config-text.ts'

export const metricConfig = z.strictObject({
  name: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'letters, digits and _ only, and no digit first').meta({ title: 'Name' }).describe('What is counted, such as tasks_done: letters, digits and _.'),
  value: z.string().default('1').optional().meta({ title: 'Add', ui: 'expression' }).describe('JSONata over the arguments: how much is added; 1 when left out.'),
  labels: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string()).default({}).optional().meta({ title: 'Labels', ui: 'template' }).describe('Told apart by these, such as {"team": "{{ team }}"}; texts that may hold {{ expressions }}.'),
})

export const metricContract: KindContract = {
  kind: 'metric',
  title: 'Count',
  summary: 'Adds to a figure that all runs share.',
  docs: [
    'Adds a number to the total of a name and its labels. A repeated attempt adds nothing. Figures outlive runs; the server shows them at `GET /metrics` as `eddy_metric_<name>`, and at `metric.list` of its API.',
    '',
    'The value is `{ name, labels, added, total }`. Undone by itself: the undo takes the number off again.',
    '',
    'Errors: `NOT_A_NUMBER` when the value is none, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'gauge',
  group: 'action',
  keywords: ['metric', 'counter', 'measure', 'figure', 'increment', 'velocity', 'telemetry'],
  config: metricConfig,
  result: { type: 'object', properties: { name: { type: 'string' }, labels: { type: 'object' }, added: { type: 'number' }, total: { type: 'number' } }, required: ['name', 'labels', 'added', 'total'] },
  expressions: ['value'],
  effects: (step) => [`counts ${configText(step, 'name')}`],
  idempotent: true,
  builtInUndo: true,
  check: (step) => textProblems(step.config?.['labels'], '/config/labels'),
  examples: [
    { title: 'One task more', step: { name: 'count', kind: 'metric', config: { name: 'tasks_done', labels: { team: '{{ team }}' } }, arguments: [{ name: 'team', from: { value: 'blue' } }] } },
    { title: 'All of a list', step: { name: 'count_all', kind: 'metric', config: { name: 'tasks_done', value: '$count(tasks)' }, arguments: [{ name: 'tasks', from: { value: ['T-1', 'T-2'] } }] } },
  ],
  fake: (step) => ({ name: configText(step, 'name'), labels: {}, added: 1, total: 1 }),
}
