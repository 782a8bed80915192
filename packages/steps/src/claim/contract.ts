import type { Json, KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'
import { checkTexts } from '../text/check-texts.ts'
import { configText } from '../text/config-text.ts'
import { durationField } from '../text/duration-field.ts'

export const claimConfig = z.strictObject({
  key: z.string().min(1).optional().meta({ title: 'Key', ui: 'template' }).describe('What is claimed: the work, not the attempt; may hold {{ expressions }} over the arguments.'),
  keys: z.string().min(1).optional().meta({ title: 'Keys', ui: 'expression' }).describe('JSONata over the arguments that gives a list of keys, in place of one key: all are claimed, or none.'),
  holder: z.string().default('').optional().meta({ title: 'Holder', ui: 'template' }).describe('Who works on it, for people to read; may hold {{ expressions }}. The workflow\'s name when left out.'),
  mode: z.enum(['wait', 'no-wait']).default('wait').optional().meta({ title: 'When it is taken' }).describe('wait: until it is free, at most for the longest wait; no-wait: fail at once.'),
  wait: durationField().default('PT2S').optional().meta({ title: 'Longest wait' }).describe('An ISO 8601 duration; two seconds when left out.'),
  lease: durationField().optional().meta({ title: 'Lease' }).describe('An ISO 8601 duration after which the claim ends by itself; without one it does not.'),
  keep: z.enum(['run', 'until_released']).default('run').optional().meta({ title: 'Keep' }).describe('run: the claim ends with the run at the latest; until_released: it outlives the run.'),
})

function keyProblems({ config = {} }: Step): readonly { readonly path: string; readonly message: string }[] {
  const { key, keys } = config
  if (key === undefined && keys === undefined) return [{ path: '/config/key', message: 'A claim needs a key, or an expression that gives several.' }]
  return key !== undefined && keys !== undefined ? [{ path: '/config/keys', message: 'A claim has one key or an expression for several, not both. Remove one of them.' }] : []
}

/** What a rehearsal takes for the keys. */
export function fakeKeys(step: Step): readonly string[] {
  return [configText(step, 'key', 'rehearsed')]
}

export const claimContract: KindContract = {
  kind: 'claim',
  title: 'Claim work',
  summary: 'Makes the run the only one that works on something.',
  docs: [
    'Claims one key, or a list of keys all at once: no other run, and no other step of this run, can claim any of them until the claim is released. If one of the keys is taken, none is claimed.',
    '',
    'In the mode `wait` it waits until all are free, at most for its longest wait, and holds a slot of the run meanwhile; in `no-wait` it fails at once.',
    '',
    'The claim ends when `claim.release` releases it, when the step is undone, when its lease is over, and with the run unless it is kept longer. It outlives a restart of the server. The command line knows only its own run.',
    '',
    'The value is `{ keys, holder, claims }`. Undone by itself: the undo releases what this step has claimed.',
    '',
    'Errors: `coordination_conflict` when a key is not free (with the details `{ held }`; may be tried again), `NO_KEY` when the keys are no texts, `INVALID_CONFIG`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `CANCELLED`, `COORDINATION_UNAVAILABLE`.',
  ].join('\n'),
  icon: 'flag',
  group: 'action',
  keywords: ['claim', 'exclusive', 'lock', 'lease', 'own', 'coordination', 'agent', 'assign'],
  config: claimConfig,
  result: {
    type: 'object',
    properties: { keys: { type: 'array', items: { type: 'string' } }, holder: { type: 'string' }, claims: { type: 'array', items: { type: 'object' } } },
    required: ['keys', 'holder', 'claims'],
  },
  expressions: ['keys'],
  effects: (step) => [`claims ${configText(step, 'key', 'several keys')}`],
  idempotent: true,
  builtInUndo: true,
  check: (step) => [...checkTexts('key', 'holder')(step), ...keyProblems(step)],
  examples: [
    { title: 'One activity of a process', step: { name: 'assign', kind: 'claim', config: { key: 'aps:{{ process }}:{{ activity }}', holder: 'developer' }, arguments: [{ name: 'process', from: { value: 'P-1' } }, { name: 'activity', from: { value: 'build' } }] } },
    { title: 'All tasks of a round, or none', step: { name: 'assign_all', kind: 'claim', config: { keys: 'tasks.id', mode: 'no-wait' }, arguments: [{ name: 'tasks', from: { value: [{ id: 'T-1' }, { id: 'T-2' }] } }] } },
  ],
  fake: (step): Json => {
    const keys = fakeKeys(step)
    return { keys, holder: configText(step, 'holder', 'rehearsal'), claims: keys.map((key) => ({ key, holder: 'rehearsal', runId: 'rehearsal', step: step.name, claimedAt: '1970-01-01T00:00:00.000Z', expiresAt: null, status: 'in_progress' })) }
  },
}
