import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'

export const groupContract: KindContract = {
  kind: 'group',
  title: 'Group',
  summary: 'Steps that belong together.',
  docs: 'Runs its inner steps; its value is that of its return step. With *contain*, a failure inside rolls back only the group; then its own error rules, handler and retry decide.\n\nErrors: those of its steps.',
  icon: 'group',
  group: 'child',
  keywords: ['scope', 'block', 'transaction', 'contain'],
  config: z.strictObject({ onFailure: z.enum(['rollback', 'contain']).default('rollback').optional().meta({ title: 'When a step inside fails' }).describe('rollback: the whole run. contain: only this group, then the group decides.') }),
  container: 'steps',
  effects: [],
  idempotent: true,
  native: true,
  examples: [
    { title: 'Steps that belong together', step: { name: 'booking', kind: 'group', steps: [{ name: 'look', kind: 'debug' }] } },
    { title: 'Try as a whole', step: { name: 'booking', kind: 'group', config: { onFailure: 'contain' }, retry: { max: 2 }, steps: [{ name: 'look', kind: 'debug' }] } },
  ],
  fake: () => null,
}
