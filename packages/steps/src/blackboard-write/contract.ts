import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const blackboardWriteConfig = z.strictObject({
  board: z.string().min(1).meta({ title: 'Board', ui: 'template' }).describe('Which blackboard; may hold {{ expressions }} over the arguments. It is there as soon as something is written.'),
  key: z.string().min(1).meta({ title: 'Key', ui: 'template' }).describe('What is written there; may hold {{ expressions }}.'),
  revision: z.string().min(1).optional().meta({ title: 'Only at revision', ui: 'expression' }).describe('JSONata that gives the revision that the key must still have, 0 for a key that must not be there; whatever stands there is replaced when left out.'),
})

export const blackboardWriteContract: KindContract = {
  kind: 'blackboard.write',
  title: 'Write on a blackboard',
  summary: 'Leaves a value that all runs and agents can read.',
  docs: [
    'Writes the argument `value`, or all arguments without one, under a key of a blackboard. Blackboards outlive runs and restarts; those of the command line end with its run.',
    '',
    'Every write has a higher revision than all before it on the board. With a revision to compare, the write happens only when nobody else has written meanwhile: read, decide, write, and begin again after a `BLACKBOARD_CONFLICT`.',
    '',
    'The value is `{ board, key, revision, was }`. A repeated attempt writes once. Undone by itself: the undo puts back what stood there, unless another has written since.',
    '',
    'Errors: `BLACKBOARD_CONFLICT` with `{ key, revision, value }` as `details` (may be tried again), `NO_KEY`, `NOT_A_NUMBER`, `UNDO_CONFLICT` of the undo, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'clipboard-pen',
  group: 'action',
  keywords: ['blackboard', 'shared', 'state', 'agents', 'compare and set', 'collaborate', 'write', 'variable'],
  config: blackboardWriteConfig,
  arguments: { type: 'object', properties: { value: {} } },
  result: { type: 'object', properties: { board: { type: 'string' }, key: { type: 'string' }, revision: { type: 'integer' }, was: { description: 'What stood there before; null when nothing did.' } }, required: ['board', 'key', 'revision', 'was'] },
  expressions: ['revision'],
  effects: (step) => [`writes ${configText(step, 'key')} on the blackboard ${configText(step, 'board')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('board', 'key'),
  examples: [
    { title: 'A design for the others', step: { name: 'post', kind: 'blackboard.write', config: { board: 'search', key: 'design' }, arguments: [{ name: 'value', from: { value: { components: ['index', 'page'] } } }] } },
    { title: 'Only if nobody was faster', step: { name: 'post', kind: 'blackboard.write', config: { board: 'search', key: 'owner', revision: '0' }, arguments: [{ name: 'value', from: { value: 'ada' } }] } },
  ],
  fake: (step) => ({ board: configText(step, 'board'), key: configText(step, 'key'), revision: 1, was: null }),
}
