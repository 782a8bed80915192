import type { KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'

export const claimReleaseConfig = z.strictObject({
  key: z.string().min(1).optional().meta({ title: 'Key', ui: 'template' }).describe('The claim to release; may hold {{ expressions }} over the arguments. Without key and keys: all claims of the run.'),
  keys: z.string().min(1).optional().meta({ title: 'Keys', ui: 'expression' }).describe('JSONata over the arguments that gives a list of keys.'),
  status: z.enum(['completed', 'failed', 'released']).default('completed').optional().meta({ title: 'Outcome' }).describe('What has become of the work.'),
  of: z.enum(['run', 'anyone']).default('run').optional().meta({ title: 'Whose' }).describe('run: only claims of this run; anyone: also those of other runs, such as a name that another run has kept.'),
})

function whoseProblems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  const { key, keys } = config
  if (key !== undefined && keys !== undefined) return [{ path: '/config/keys', message: 'Give one key or an expression for several, not both.' }]
  return config['of'] === 'anyone' && key === undefined && keys === undefined ? [{ path: '/config/key', message: 'To release claims of other runs, say which: give a key, or an expression for several.' }] : []
}

export const claimReleaseContract: KindContract = {
  kind: 'claim.release',
  title: 'Release claims',
  summary: 'Lets go of claimed work, with its outcome.',
  docs: [
    'Releases the claims of its keys, or all of the run. Those that have ended already, or that somebody else has, are left out.',
    '',
    'The value is `{ released, status, claims }` with the number of claims that it has ended. Undone by itself: the undo claims them again for the run, and fails with `coordination_conflict` when somebody else has them by now.',
    '',
    'Errors: `NO_KEY`, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'flag-off',
  group: 'action',
  keywords: ['claim', 'release', 'free', 'complete', 'coordination', 'agent'],
  config: claimReleaseConfig,
  result: { type: 'object', properties: { released: { type: 'integer', minimum: 0 }, status: { type: 'string' }, claims: { type: 'array', items: { type: 'object' } } }, required: ['released', 'status', 'claims'] },
  expressions: ['keys'],
  effects: (step) => [`releases ${configText(step, 'key', 'claims')}`],
  idempotent: true,
  builtInUndo: true,
  check: (step) => [...checkTexts('key')(step), ...whoseProblems(step)],
  examples: [
    { title: 'All claims of the run', step: { name: 'release', kind: 'claim.release', config: {} } },
    { title: 'Tasks that have failed', step: { name: 'give_up', kind: 'claim.release', config: { keys: 'tasks', status: 'failed' }, arguments: [{ name: 'tasks', from: { value: ['T-1', 'T-2'] } }] } },
  ],
  fake: (step) => ({ released: 1, status: configText(step, 'status', 'completed'), claims: [] }),
}
