import type { KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { documentArguments, exampleDocument } from '../workflow-desk/document-arguments.ts'
import { ENVIRONMENTS } from '../workflow-desk/workflow-desk.ts'

export const workflowPublishConfig = z.strictObject({
  as: z.enum(['draft', 'version']).default('version').optional().meta({ title: 'As' }).describe('draft: for people to go on with; version: published, never to change.'),
  into: z.enum(['new', 'existing']).default('new').optional().meta({ title: 'Into' }).describe('new: a workflow of its own, a taken name gets a number; existing: the next version of the workflow of that name.'),
  name: z.string().min(1).optional().meta({ title: 'Name', ui: 'template' }).describe('What the workflow is called; may hold {{ expressions }} over the arguments. The document\'s own name when left out.'),
  environment: z.enum(ENVIRONMENTS).optional().meta({ title: 'Environment' }).describe('Points at the new version.'),
  note: z.string().default('').optional().meta({ title: 'Note', ui: 'template' }).describe('What the version is for; may hold {{ expressions }}.'),
})

function placeProblems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  if (config['as'] !== 'draft' || config['environment'] === undefined) return []
  return [{ path: '/config/environment', message: 'An environment points at a version, and this only makes a draft. Publish it as a version, or leave the environment out.' }]
}

export const workflowPublishContract: KindContract = {
  kind: 'workflow.publish',
  title: 'Publish a workflow',
  summary: 'Keeps a workflow document as a draft or a version of this workspace.',
  docs: [
    'Keeps the argument `document`: as the draft of a new workflow, or as the version of a new or an existing one, at which an environment may be pointed at once. A version has to pass what publishing on the page has to: no problems, all expectations, the coverage that the workspace asks for. A repeated attempt publishes nothing more.',
    '',
    'The value is `{ workflow, workflowId, version, environment, contentHash }`; `version` is `null` for a draft.',
    '',
    'Undone by itself: what was new is removed; of an existing workflow the environment points back at the version it had, the new version is retired, and the draft is what it was. Where somebody has gone on with the draft or uses the version, the undo fails and leaves their work alone.',
    '',
    'Errors: `NO_DOCUMENT`, `BAD_DOCUMENT`; `WORKFLOW_INVALID` when it does not pass, with the problems as `details`; `WORKFLOW_REFUSED` for whatever else the host refuses; `NO_WORKFLOWS` where nothing here keeps workflows; `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`.',
  ].join('\n'),
  icon: 'rocket',
  group: 'child',
  keywords: ['publish', 'deploy', 'version', 'release', 'create', 'generate', 'workflow'],
  config: workflowPublishConfig,
  arguments: documentArguments,
  result: {
    type: 'object',
    properties: { workflow: { type: 'string' }, workflowId: { type: 'string' }, version: { type: ['integer', 'null'] }, environment: { type: ['string', 'null'] }, contentHash: { type: 'string' } },
    required: ['workflow', 'workflowId', 'version', 'environment', 'contentHash'],
  },
  effects: (step) => [`publishes ${configText(step, 'name', 'a workflow')}`],
  idempotent: true,
  builtInUndo: true,
  check: (step) => [...checkTexts('name', 'note')(step), ...placeProblems(step)],
  examples: [
    { title: 'A draft for people', step: { name: 'propose', kind: 'workflow.publish', config: { as: 'draft' }, arguments: [{ name: 'document', from: { value: exampleDocument } }] } },
    { title: 'The next version, live', step: { name: 'release', kind: 'workflow.publish', config: { into: 'existing', environment: 'live', note: 'made by {{ who }}' }, arguments: [{ name: 'document', from: { value: exampleDocument } }, { name: 'who', from: { value: 'planner' } }] } },
  ],
  fake: (step) => ({ workflow: configText(step, 'name', 'rehearsed'), workflowId: 'rehearsed', version: step.config?.['as'] === 'draft' ? null : 1, environment: null, contentHash: '0'.repeat(64) }),
}
