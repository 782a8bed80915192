import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { createFoldersField, forceField, overwriteField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const copyConfig = z.strictObject({ from: pathField('From', 'The file or folder to copy.'), to: pathField('To', 'What the copy will be called; not a folder to put it in.'), overwrite: overwriteField(), createFolders: createFoldersField(), force: forceField() })

export const copyContract: KindContract = {
  kind: 'file.copy',
  title: 'Copy file',
  summary: 'Copies a file or a whole folder.',
  docs: changingDocs(
    'Takes `{ from, to, type }` as its value. Modes and times are copied too, and owners where the system permits it. A link as `from` stands for what it points to; links inside a folder are copied as links. The copy appears in one step. What it overwrites is replaced as a whole: a folder is not merged, a link not followed.',
    '`FILE_NOT_FOUND`, `FILE_EXISTS` (without "Overwrite"), `NOT_A_FILE` (a device, pipe or socket), `INVALID_PATH` (one path inside the other)',
  ),
  icon: 'copy',
  group: 'action',
  keywords: ['file', 'copy', 'duplicate', 'folder', 'tree', 'cp'],
  config: copyConfig,
  result: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' }, type: { type: 'string' } } },
  effects: (step) => [`copies ${configText(step, 'from')} to ${configText(step, 'to')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('from', 'to'),
  examples: [{ title: 'Keep a copy', step: { name: 'keep', kind: 'file.copy', config: { from: 'reports', to: 'archive/reports', createFolders: true } } }],
  fake: (step) => ({ from: configText(step, 'from'), to: configText(step, 'to'), type: 'file' }),
}
