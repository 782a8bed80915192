import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const agentHandoffConfig = z.strictObject({
  to: z.string().min(1).meta({ title: 'To', ui: 'template' }).describe('The role that takes over, such as qa; may hold {{ expressions }} over the arguments.'),
  from: z.string().default('').optional().meta({ title: 'From', ui: 'template' }).describe('Who hands over; may hold {{ expressions }}. The workflow\'s name when left out.'),
  subject: z.string().min(1).meta({ title: 'Subject', ui: 'template' }).describe('What is handed over, in a few words; may hold {{ expressions }}.'),
})

export const agentHandoffContract: KindContract = {
  kind: 'agent.handoff',
  title: 'Hand over',
  summary: 'Leaves work and what belongs to it for another role.',
  docs: [
    'Writes a handoff for a role: who hands over, the subject, and as its body the argument `body`, or all arguments without one. The server lists handoffs by role at `handoff.list` of its API; the command line forgets them with the run.',
    '',
    'The value is `{ id, from, to, subject, at }`. A repeated attempt is no second handoff. Undone by itself: the undo withdraws it.',
    '',
    'Errors: `NO_ROLE` when `to` is empty with these arguments, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'arrow-right-left',
  group: 'action',
  keywords: ['handoff', 'agent', 'role', 'pass on', 'message', 'delegate', 'team'],
  config: agentHandoffConfig,
  arguments: { type: 'object', properties: { body: {} } },
  result: { type: 'object', properties: { id: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, subject: { type: 'string' }, at: { type: 'string' } }, required: ['id', 'from', 'to', 'subject', 'at'] },
  effects: (step) => [`handoff to ${configText(step, 'to')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('to', 'from', 'subject'),
  examples: [{ title: 'To the testers', step: { name: 'hand_over', kind: 'agent.handoff', config: { to: 'qa', from: 'developer', subject: 'Test {{ feature }}' }, arguments: [{ name: 'feature', from: { value: 'search' } }, { name: 'body', from: { value: { branch: 'search-2' } } }] } }],
  fake: (step) => ({ id: 'rehearsed', from: configText(step, 'from', 'rehearsal'), to: configText(step, 'to'), subject: configText(step, 'subject'), at: '1970-01-01T00:00:00.000Z' }),
}
