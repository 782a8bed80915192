import type { KindContract } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const blackboardReadConfig = z.strictObject({
  board: z.string().min(1).meta({ title: 'Board', ui: 'template' }).describe('Which blackboard; may hold {{ expressions }} over the arguments.'),
  key: z.string().min(1).optional().meta({ title: 'Key', ui: 'template' }).describe('What is read; may hold {{ expressions }}. Everything on the board when left out.'),
})

export const blackboardReadContract: KindContract = {
  kind: 'blackboard.read',
  title: 'Read a blackboard',
  summary: 'Reads what runs and agents have left for each other.',
  docs: [
    'With a key the value is `{ value, revision }`: null and 0 when nothing stands there. Without one it is `{ values, revisions }`, each by key. The revision is what `blackboard.write` compares.',
    '',
    'Errors: `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'clipboard-list',
  group: 'action',
  keywords: ['blackboard', 'shared', 'state', 'agents', 'read', 'collaborate', 'variable'],
  config: blackboardReadConfig,
  result: { type: 'object', properties: { value: {}, revision: { type: 'integer' }, values: { type: 'object' }, revisions: { type: 'object' } } },
  effects: () => [],
  idempotent: true,
  check: checkTexts('board', 'key'),
  examples: [
    { title: 'One value', step: { name: 'look', kind: 'blackboard.read', config: { board: 'search', key: 'design' } } },
    { title: 'All of it', step: { name: 'look', kind: 'blackboard.read', config: { board: 'search' } } },
  ],
  fake: (step): ReturnType<KindContract['fake']> => (configText(step, 'key') === '' ? { values: {}, revisions: {} } : { value: null, revision: 0 }),
}
