import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { ENVIRONMENTS } from '../workflow-desk/workflow-desk.ts'

export const workflowRunConfig = z.strictObject({
  workflow: z.string().min(1).meta({ title: 'Workflow', ui: 'template' }).describe('Its name, or name@version; may hold {{ expressions }} over the arguments. Without a version, what is live, or else its draft.'),
  environment: z.enum(ENVIRONMENTS).optional().meta({ title: 'Environment' }).describe('The version that this environment points at.'),
})

export const workflowRunContract: KindContract = {
  kind: 'workflow.run',
  title: 'Run a workflow',
  summary: 'Starts a run of its own of a workflow whose name is known only now, and waits for it.',
  docs: [
    'Starts a run of a workflow of this workspace with the argument `input` as its input, and waits until it rests. Other than `compose`, which makes the steps of a fixed workflow part of this run, it makes a run of its own in the list of runs, linked with this one. A repeated attempt waits for the run that it has started before.',
    '',
    'The value is `{ runId, workflow, status, value }`. When the run fails, so does the step; the run has then been rolled back by itself. A run that halts is cancelled and undone, for nobody here would resume it; so is one that this run no longer wants.',
    '',
    'Undone by itself: the undo undoes the whole run, and fails where that leaves anything.',
    '',
    'Errors: `CHILD_RUN_FAILED` with `{ runId, status, error }` as `details`; `NO_SUCH_WORKFLOW`; `WORKFLOW_INVALID` and `BAD_INPUT` when it cannot run like this, with the problems as `details`; `TOO_DEEP` when runs start runs more than eight deep; `UNDO_INCOMPLETE` of the undo; `NO_WORKFLOWS` where nothing here keeps workflows; `CANCELLED`, `WORKFLOW_REFUSED`, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  ].join('\n'),
  icon: 'play',
  group: 'child',
  keywords: ['run', 'start', 'child', 'call', 'test', 'sub-workflow', 'workflow'],
  config: workflowRunConfig,
  arguments: { type: 'object', properties: { input: { type: 'object', description: 'The input of the run.' } } },
  result: { type: 'object', properties: { runId: { type: 'string' }, workflow: { type: 'string' }, status: { type: 'string' }, value: {} }, required: ['runId', 'workflow', 'status', 'value'] },
  effects: (step) => [`runs ${configText(step, 'workflow')}`],
  idempotent: true,
  builtInUndo: true,
  check: ({ arguments: list = [], ...step }) => [
    ...checkTexts('workflow')(step),
    ...list.flatMap(({ name, from }, at) => ('secret' in from ? [{ path: `/arguments/${at}/from`, message: `The argument "${name}" is a secret, and the input of a run stands in its log. Take the secret "${from.secret}" inside of the workflow, where it is used.` }] : [])),
  ],
  examples: [
    { title: 'What was just published', step: { name: 'try_out', kind: 'workflow.run', config: { workflow: '{{ made.workflow }}' }, arguments: [{ name: 'made', from: { value: { workflow: 'greet' } } }, { name: 'input', from: { value: {} } }] } },
    { title: 'What is live', step: { name: 'book', kind: 'workflow.run', config: { workflow: 'book_trip', environment: 'live' }, arguments: [{ name: 'input', from: { value: { customer: 'Ada' } } }] } },
  ],
  fake: (step) => ({ runId: 'rehearsed', workflow: configText(step, 'workflow', 'rehearsed'), status: 'succeeded', value: null }),
}
