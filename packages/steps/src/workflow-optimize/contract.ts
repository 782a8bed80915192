import { optimizePasses, type KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { documentArguments, exampleDocument } from '../workflow-desk/document-arguments.ts'

export const workflowOptimizeConfig = z.strictObject({
  passes: z.array(z.enum(optimizePasses)).min(1).optional().meta({ title: 'What may be done' }).describe('fold, dedupe, async, widen, waits; all when left out.'),
})

export const workflowOptimizeContract: KindContract = {
  kind: 'workflow.optimize',
  title: 'Optimise a workflow',
  summary: 'Makes a workflow document smaller and wider without changing what comes of it.',
  docs: [
    'Takes the argument `document` and changes only what makes no difference to its end, its value and what it leaves in the world:',
    '',
    '- `fold`: an expression over fixed values is computed now, and its value stands in its place.',
    '- `dedupe`: of two steps that compute the same from the same, one goes.',
    '- `async`: a step that only computes need not run alone, where everything beside it can be undone.',
    '- `widen`: a step that only computes no longer waits for another that only computes and gives it nothing.',
    '- `waits`: a wait goes where a result that is taken, or another wait, says the same.',
    '',
    'Steps with effects are never merged, moved before others or left out. Where something cannot be undone, and where a handler or the failure lane takes results, only `waits` is done: what there is when something fails would depend on the moment. Where several steps fail by themselves, which of them is told first may differ.',
    '',
    'The value is `{ document, changes, before, after }`: a change is `{ pass, step, message }`, the figures are `{ steps, waits, longest }`, `longest` being the steps of the longest chain.',
    '',
    'Errors: `NO_DOCUMENT` without the argument, `BAD_DOCUMENT` when it has another shape; `INVALID_CONFIG`.',
  ].join('\n'),
  icon: 'sparkles',
  group: 'child',
  keywords: ['optimise', 'optimize', 'parallel', 'dedupe', 'simplify', 'faster', 'document', 'workflow'],
  config: workflowOptimizeConfig,
  arguments: documentArguments,
  result: {
    type: 'object',
    properties: { document: { type: 'object' }, changes: { type: 'array', items: { type: 'object' } }, before: { type: 'object' }, after: { type: 'object' } },
    required: ['document', 'changes', 'before', 'after'],
  },
  effects: [],
  idempotent: true,
  examples: [{ title: 'As small as it can be', step: { name: 'optimise', kind: 'workflow.optimize', arguments: [{ name: 'document', from: { value: exampleDocument } }] } }],
  fake: (_step, { document = null }) => ({ document: document ?? exampleDocument, changes: [], before: { steps: 1, waits: 0, longest: 1 }, after: { steps: 1, waits: 0, longest: 1 } }),
}
