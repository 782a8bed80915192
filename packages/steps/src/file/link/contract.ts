import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { createFoldersField, forceField, overwriteField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const linkConfig = z.strictObject({
  from: pathField('Target', 'What the link leads to.'),
  to: pathField('Link', 'The path of the new link.'),
  symbolic: z.boolean().optional().meta({ title: 'Symbolic' }).describe('A symbolic link (when left out), or otherwise a second name of the same file.'),
  overwrite: overwriteField(),
  createFolders: createFoldersField(),
  force: forceField(),
})

export const linkContract: KindContract = {
  kind: 'file.link',
  title: 'Link file',
  summary: 'Makes a symbolic link, or a second name of a file.',
  docs: changingDocs('Takes `{ path, target, symbolic }` as its value. A symbolic link is stored relative to its own folder; its target need not exist yet, but must lie in the workspace. Undoing never touches what the link leads to.', '`FILE_NOT_FOUND` (a second name of nothing), `NOT_A_FILE` (a second name of a folder), `FILE_EXISTS` (without "Overwrite")'),
  icon: 'link',
  group: 'action',
  keywords: ['file', 'link', 'symlink', 'hard link', 'shortcut', 'ln'],
  config: linkConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, target: { type: 'string' }, symbolic: { type: 'boolean' } } },
  effects: (step) => [`links ${configText(step, 'to')} to ${configText(step, 'from')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('from', 'to'),
  examples: [{ title: 'Point to the latest', step: { name: 'latest', kind: 'file.link', config: { from: 'reports/{{ day }}', to: 'reports/latest', overwrite: true }, arguments: [{ name: 'day', from: { value: '2025-01-31' } }] } }],
  fake: (step) => ({ path: configText(step, 'to'), target: configText(step, 'from'), symbolic: step.config?.['symbolic'] !== false }),
}
