import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { pathField } from '../fields.ts'
import { readingDocs } from '../file-docs.ts'

export const globConfig = z.strictObject({
  pattern: z.string().min(1).meta({ title: 'Pattern', ui: 'template' }).describe('Such as **/*.json; relative to the folder. May hold {{ expressions }}.'),
  path: pathField('Folder', 'Where to search; the workspace when left out.').optional(),
  only: z.enum(['files', 'folders', 'all']).optional().meta({ title: 'Find' }).describe('Files (when left out; links count as files), folders, or both.'),
  hidden: z.boolean().optional().meta({ title: 'Hidden too' }).describe('Lets * and ** match names that begin with a dot.'),
})

export const globContract: KindContract = {
  kind: 'file.glob',
  title: 'Find files',
  summary: 'Lists the files that match a pattern.',
  docs: readingDocs('Takes the list of paths as its value, relative to the workspace and sorted. In the pattern `*` is any part of a name, `**` any folders, `?` one character, `[a-z]` one of these (`[!a-z]`: none of them) and `{a,b}` either; `\\` takes the next character as it is. Links are not followed.', '`FILE_NOT_FOUND` (the folder), `BAD_PATTERN`, `TOO_MANY_FILES` (more than 10,000)'),
  icon: 'folder-search',
  group: 'action',
  keywords: ['file', 'glob', 'find', 'list', 'search', 'ls', 'folder'],
  config: globConfig,
  result: { type: 'array', items: { type: 'string' } },
  effects: [],
  idempotent: true,
  check: checkTexts('pattern', 'path'),
  examples: [{ title: 'All orders', step: { name: 'orders', kind: 'file.glob', config: { pattern: '**/*.json', path: 'orders' } } }],
  fake: () => [],
}
