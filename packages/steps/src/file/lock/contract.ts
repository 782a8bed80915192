import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { durationField } from '../../text/duration-field.ts'
import { pathField } from '../fields.ts'
import { readingDocs } from '../file-docs.ts'

export const lockConfig = z.strictObject({
  path: pathField('Lock file', 'Created by the lock, for example report.lock.'),
  lease: durationField().optional().meta({ title: 'Lease' }).describe('How long the lock is good when nobody releases it, as an ISO 8601 duration; PT10M when left out.'),
})

export const lockContract: KindContract = {
  kind: 'file.lock',
  title: 'Lock file',
  summary: 'Takes a lock file, so that only one run does what follows.',
  docs: readingDocs(
    'Takes `{ path, owner, expiresAt, renewed }` as its value; the owner is the run. Taking a lock again that the run holds renews its lease. One whose lease is over may be taken over. The lock binds only those who ask for it.\n\nUndone by itself: the undo releases the lock, if the run still holds it; of a renewal it brings back the lease before.',
    '`FILE_LOCKED` (another run holds it; tried again, with the details `{ owner, expiresAt }`), `FILE_NOT_FOUND` (its folder does not exist), `FILE_EXISTS` (something else than a lock stands there)',
  ),
  icon: 'lock',
  group: 'action',
  keywords: ['file', 'lock', 'mutex', 'exclusive', 'lease'],
  config: lockConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, owner: { type: 'string' }, expiresAt: { type: 'string' }, renewed: { type: 'boolean' } } },
  effects: (step) => [`takes the lock ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'One at a time', step: { name: 'lock', kind: 'file.lock', config: { path: 'report.lock', lease: 'PT5M' }, retry: { max: 10, backoff: { initial: 'PT1S' } } } }],
  fake: (step) => ({ path: configText(step, 'path'), owner: 'rehearsal', expiresAt: '1970-01-01T00:00:00.000Z', renewed: false }),
}
