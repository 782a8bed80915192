import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { pathField } from '../fields.ts'
import { readingDocs } from '../file-docs.ts'

export const readLinkConfig = z.strictObject({ path: pathField('Link', 'The symbolic link.') })

export const readLinkContract: KindContract = {
  kind: 'file.read_link',
  title: 'Read link',
  summary: 'Tells where a symbolic link leads.',
  docs: readingDocs('Takes `{ path, target, resolved, exists }` as its value: the target as it is stored, and the path in the workspace that it means, or `null` when it leads out.', '`FILE_NOT_FOUND`, `NOT_A_LINK`'),
  icon: 'link-2',
  group: 'action',
  keywords: ['file', 'link', 'symlink', 'readlink', 'target'],
  config: readLinkConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, target: { type: 'string' }, resolved: { type: ['string', 'null'] }, exists: { type: 'boolean' } } },
  effects: [],
  idempotent: true,
  check: checkTexts('path'),
  examples: [{ title: 'Which is the latest?', step: { name: 'latest', kind: 'file.read_link', config: { path: 'reports/latest' } } }],
  fake: (step) => ({ path: configText(step, 'path'), target: 'target', resolved: 'target', exists: true }),
}
