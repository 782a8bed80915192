import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const unlockConfig = z.strictObject({ path: pathField('Lock file', 'The lock that file.lock has taken.'), force: forceField() })

export const unlockContract: KindContract = {
  kind: 'file.unlock',
  title: 'Unlock file',
  summary: 'Releases a lock of this run.',
  docs: changingDocs('Takes `{ path, released }` as its value. A lock that nobody holds is fine. The undo takes the lock again, with the lease that it had.', '`FILE_LOCKED` (another run holds it), `FILE_EXISTS` (something else than a lock stands there)'),
  icon: 'lock-open',
  group: 'action',
  keywords: ['file', 'unlock', 'release', 'lock'],
  config: unlockConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, released: { type: 'boolean' } } },
  effects: (step) => [`releases the lock ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'Let the next one in', step: { name: 'unlock', kind: 'file.unlock', config: { path: 'report.lock' } } }],
  fake: (step) => ({ path: configText(step, 'path'), released: true }),
}
