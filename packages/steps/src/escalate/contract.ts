import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { answerDocs, answerProperties, questionFields } from '../approval/question-fields.ts'
import { checkTexts } from '../text/check-texts.ts'

const { title, text, role, fields, remind, timeout, signal, correlation } = questionFields

export const escalateConfig = z.strictObject({
  title,
  text,
  role,
  fields,
  remind,
  timeout,
  onTimeout: z.enum(['fail', 'retry', 'skip', 'abort']).default('fail').optional().meta({ title: 'When nobody decides' }).describe('After the time limit: fail with ESCALATION_TIMEOUT, or take this as the decision.'),
  onAbort: z.enum(['fail', 'continue']).default('fail').optional().meta({ title: 'When aborted' }).describe('fail: the step fails with ESCALATION_ABORTED; continue: its value says decision: "abort".'),
  signal,
  correlation,
})

export const escalateContract: KindContract = {
  kind: 'escalate',
  title: 'Escalate',
  summary: 'Hands a problem to a person, who decides how to go on.',
  docs: [
    'Asks a person what to do: retry, skip or abort. What a decision means is up to the steps that follow, for example branches of a switch or the end of a repeat; abort fails this step unless `onAbort` says otherwise.',
    '',
    answerDocs,
    '',
    'The value is `{ decision, by, at, note, values, timedOut }`. The payload of a signal that decides is the decision, or an object with these fields; what is none of the three is an abort.',
    '',
    'Errors: `ESCALATION_ABORTED` (with the answer as details), `ESCALATION_TIMEOUT`, `EXPRESSION_ERROR`.',
  ].join('\n'),
  icon: 'triangle-alert',
  group: 'human',
  keywords: ['escalate', 'person', 'human', 'inbox', 'incident', 'decide', 'retry', 'skip', 'abort', 'operator'],
  config: escalateConfig,
  result: { type: 'object', properties: { decision: { enum: ['retry', 'skip', 'abort'] }, ...answerProperties }, required: ['decision', 'by', 'at', 'note', 'values', 'timedOut'] },
  expressions: ['correlation'],
  effects: [],
  idempotent: true,
  native: true,
  check: checkTexts('title', 'text', 'role'),
  examples: [{ title: 'When nothing helps', step: { name: 'ask_operator', kind: 'escalate', config: { title: '{{ operation }} keeps failing', text: '{{ error }}', role: 'operator', timeout: 'PT1H', onTimeout: 'abort' }, arguments: [{ name: 'operation', from: { value: 'Import' } }, { name: 'error', from: { value: 'HTTP_503' } }] } }],
  fake: () => ({ decision: 'skip', by: 'rehearsal', at: '1970-01-01T00:00:00.000Z', note: null, values: {}, timedOut: false }),
}
