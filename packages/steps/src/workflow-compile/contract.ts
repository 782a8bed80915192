import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { documentArguments, exampleDocument } from '../workflow-desk/document-arguments.ts'

export const COMPILED = ['json', 'typescript', 'mermaid', 'plan'] as const

export const workflowCompileConfig = z.strictObject({
  formats: z.array(z.enum(COMPILED)).min(1).optional().meta({ title: 'What is made' }).describe('json, typescript, mermaid, plan; all when left out.'),
})

export const workflowCompileContract: KindContract = {
  kind: 'workflow.compile',
  title: 'Compile a workflow',
  summary: 'Makes the files of a workflow document: JSON, TypeScript, Mermaid, a plan.',
  docs: [
    'Takes the argument `document` and makes of it, without running anything:',
    '',
    '- `json`: the document as a file; equal documents give equal files.',
    '- `typescript`: a program that makes the same document with `@eddy/builder`.',
    '- `mermaid`: a flowchart.',
    '- `plan`: `{ waves, longest, steps }`: what can begin together, the longest chain, and of each step what it comes after, its effects and what undoes it.',
    '',
    'The value is `{ name, contentHash, json, typescript, mermaid, plan }`, without what was not asked for.',
    '',
    'Errors: `NO_DOCUMENT` without the argument, `BAD_DOCUMENT` when it has another shape; `INVALID_CONFIG`.',
  ].join('\n'),
  icon: 'file-code',
  group: 'child',
  keywords: ['compile', 'generate', 'code', 'typescript', 'mermaid', 'plan', 'document', 'workflow'],
  config: workflowCompileConfig,
  arguments: documentArguments,
  result: {
    type: 'object',
    properties: { name: { type: 'string' }, contentHash: { type: 'string' }, json: { type: 'string' }, typescript: { type: 'string' }, mermaid: { type: 'string' }, plan: { type: 'object' } },
    required: ['name', 'contentHash'],
  },
  effects: [],
  idempotent: true,
  examples: [{ title: 'As TypeScript and a flowchart', step: { name: 'compile', kind: 'workflow.compile', config: { formats: ['typescript', 'mermaid'] }, arguments: [{ name: 'document', from: { value: exampleDocument } }] } }],
  fake: () => ({ name: 'rehearsed', contentHash: '0'.repeat(64), json: '{}', typescript: '', mermaid: 'flowchart LR', plan: { waves: [], longest: [], steps: [] } }),
}
