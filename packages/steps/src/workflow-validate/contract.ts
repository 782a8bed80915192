import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { documentArguments, exampleDocument } from '../workflow-desk/document-arguments.ts'

export const workflowValidateConfig = z.strictObject({
  maxSteps: z.string().min(1).optional().meta({ title: 'Steps at most', ui: 'expression' }).describe('JSONata over the arguments: how many steps the document may have; no number, no limit.'),
  onProblems: z.enum(['report', 'fail']).default('report').optional().meta({ title: 'When it is not valid' }).describe('report: the value says so; fail: the step fails.'),
})

export const workflowValidateContract: KindContract = {
  kind: 'workflow.validate',
  title: 'Check a workflow',
  summary: 'Finds everything that is wrong with a workflow document.',
  docs: [
    'Checks the argument `document` as the editor and the server do, all problems at once; what it composes is looked up among the workflows of the host. With *maxSteps* a document of more steps has the problem `TOO_MANY_STEPS` besides.',
    '',
    'The value is `{ valid, errors, warnings, steps, problems }`; a problem is `{ code, severity, path, step?, message, hint? }`. Warnings do not make it invalid.',
    '',
    'Errors: `NO_DOCUMENT` without the argument; `WORKFLOW_INVALID` when it is to fail, with the problems as `details`; `NOT_A_NUMBER`, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  ].join('\n'),
  icon: 'list-checks',
  group: 'child',
  keywords: ['validate', 'check', 'lint', 'problems', 'document', 'workflow', 'generate'],
  config: workflowValidateConfig,
  arguments: documentArguments,
  result: {
    type: 'object',
    properties: { valid: { type: 'boolean' }, errors: { type: 'integer' }, warnings: { type: 'integer' }, steps: { type: 'integer' }, problems: { type: 'array', items: { type: 'object' } } },
    required: ['valid', 'errors', 'warnings', 'steps', 'problems'],
  },
  expressions: ['maxSteps'],
  effects: [],
  idempotent: true,
  examples: [
    { title: 'Is it sound?', step: { name: 'check', kind: 'workflow.validate', arguments: [{ name: 'document', from: { value: exampleDocument } }] } },
    { title: 'No more than eight steps', step: { name: 'check', kind: 'workflow.validate', config: { maxSteps: 'most', onProblems: 'fail' }, arguments: [{ name: 'document', from: { value: exampleDocument } }, { name: 'most', from: { value: 8 } }] } },
  ],
  fake: () => ({ valid: true, errors: 0, warnings: 0, steps: 1, problems: [] }),
}
