import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { answerDocs, answerProperties, questionFields } from './question-fields.ts'

const { title, text, role, fields, remind, timeout, signal, correlation } = questionFields

const option = z.strictObject({
  value: z.string().min(1).meta({ title: 'Value' }).describe('What the step\'s value has as its choice.'),
  title: z.string().min(1).meta({ title: 'Title' }).describe('What the button says.'),
  approves: z.boolean().default(true).optional().meta({ title: 'Approves' }).describe('Whether choosing it is a yes.'),
})

export const approvalConfig = z.strictObject({
  title,
  text,
  role,
  options: z.array(option).max(8).optional().meta({ title: 'Options' }).describe('What one may choose; Approve and Reject when left out.'),
  fields,
  remind,
  timeout,
  onTimeout: z.enum(['fail', 'approve', 'reject']).default('fail').optional().meta({ title: 'When nobody answers' }).describe('After the time limit: fail with APPROVAL_TIMEOUT, or take it as approved or rejected.'),
  onReject: z.enum(['fail', 'continue']).default('fail').optional().meta({ title: 'When rejected' }).describe('fail: the step fails with APPROVAL_REJECTED; continue: its value says approved: false.'),
  signal,
  correlation,
})

export const approvalContract: KindContract = {
  kind: 'approval',
  title: 'Ask for approval',
  summary: 'Waits until a person says yes or no.',
  docs: [
    answerDocs,
    '',
    'The value is `{ approved, choice, by, at, note, values, timedOut }`: who has answered, when, and what. A rejection is a failure unless `onReject` says otherwise.',
    '',
    'The payload of a signal that answers is `true`, or an object with these fields; what is no clear yes is a no.',
    '',
    'Errors: `APPROVAL_REJECTED` (with the answer as details), `APPROVAL_TIMEOUT`, `EXPRESSION_ERROR`.',
  ].join('\n'),
  icon: 'user-check',
  group: 'human',
  keywords: ['approve', 'reject', 'person', 'human', 'inbox', 'sign off', 'four eyes', 'decision', 'ask'],
  config: approvalConfig,
  result: { type: 'object', properties: { approved: { type: 'boolean' }, choice: { type: 'string' }, ...answerProperties }, required: ['approved', 'choice', 'by', 'at', 'note', 'values', 'timedOut'] },
  expressions: ['correlation'],
  effects: [],
  idempotent: true,
  native: true,
  check: checkTexts('title', 'text', 'role'),
  examples: [
    { title: 'Yes or no', step: { name: 'release_ok', kind: 'approval', config: { title: 'Release {{ version }}?', role: 'team lead', timeout: 'P1D' }, arguments: [{ name: 'version', from: { value: '1.4' } }] } },
    {
      title: 'A choice, and a field to fill in',
      step: {
        name: 'discount',
        kind: 'approval',
        config: {
          title: 'Which discount for {{ customer }}?',
          options: [{ value: 'ten', title: '10 %' }, { value: 'five', title: '5 %' }, { value: 'none', title: 'None', approves: false }],
          fields: { type: 'object', properties: { reason: { type: 'string', title: 'Reason' } }, required: ['reason'] },
          onReject: 'continue',
          remind: 'PT1H',
        },
        arguments: [{ name: 'customer', from: { value: 'Ada' } }],
      },
    },
  ],
  fake: (step) => ({ approved: true, choice: firstChoice(step.config?.['options']), by: 'rehearsal', at: '1970-01-01T00:00:00.000Z', note: null, values: {}, timedOut: false }),
}

function firstChoice(options: unknown): string {
  const read = z.array(option).safeParse(options)
  return (read.success ? read.data.find(({ approves }) => approves !== false)?.value : undefined) ?? 'approve'
}
