import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { followField, pathField } from '../fields.ts'
import { readingDocs } from '../file-docs.ts'

export const statConfig = z.strictObject({
  path: pathField('Path', 'The file, folder or link to look at.'),
  followLinks: followField(),
  optional: z.boolean().optional().meta({ title: 'May be missing' }).describe('Answers `{ path, exists: false }` when nothing is there, instead of an error.'),
})

export const statContract: KindContract = {
  kind: 'file.stat',
  title: 'Look at file',
  summary: 'Tells type, size, mode, owner and times of a file or folder.',
  docs: readingDocs('Takes `{ path, exists, type, size, mode, uid, gid, modifiedAt, changedAt, links }` as its value; the type is `file`, `folder`, `link` or `other`, the mode octal as in `"644"`, the times ISO 8601, `links` the number of names of the file.', '`FILE_NOT_FOUND`'),
  icon: 'file-search',
  group: 'action',
  keywords: ['file', 'stat', 'exists', 'size', 'mode', 'date'],
  config: statConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, exists: { type: 'boolean' }, type: { type: 'string' }, size: { type: 'integer' }, mode: { type: 'string' }, uid: { type: 'integer' }, gid: { type: 'integer' }, modifiedAt: { type: 'string' }, changedAt: { type: 'string' }, links: { type: 'integer' } } },
  effects: [],
  idempotent: true,
  check: checkTexts('path'),
  examples: [{ title: 'Is it there?', step: { name: 'look', kind: 'file.stat', config: { path: 'inbox/order.json', optional: true } } }],
  fake: (step) => ({ path: configText(step, 'path'), exists: true, type: 'file', size: 0, mode: '644', uid: 0, gid: 0, modifiedAt: '1970-01-01T00:00:00.000Z', changedAt: '1970-01-01T00:00:00.000Z', links: 1 }),
}
