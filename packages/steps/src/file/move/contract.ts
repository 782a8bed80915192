import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { createFoldersField, forceField, overwriteField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const moveConfig = z.strictObject({ from: pathField('From', 'The file, folder or link to move.'), to: pathField('To', 'Its new path; not a folder to put it in.'), overwrite: overwriteField(), createFolders: createFoldersField(), force: forceField() })

export const moveContract: KindContract = {
  kind: 'file.move',
  title: 'Move file',
  summary: 'Moves or renames a file or folder.',
  docs: changingDocs(
    'Takes `{ from, to, type }` as its value. A link is moved itself. The undo moves the same thing back; done by force, with what others have changed in it. What is overwritten is backed up.',
    '`FILE_NOT_FOUND`, `FILE_EXISTS` (without "Overwrite"), `NOT_A_FILE` (a device, pipe or socket), `INVALID_PATH` (one path inside the other)',
  ),
  icon: 'file-output',
  group: 'action',
  keywords: ['file', 'move', 'rename', 'folder', 'mv'],
  config: moveConfig,
  result: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' }, type: { type: 'string' } } },
  effects: (step) => [`moves ${configText(step, 'from')} to ${configText(step, 'to')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('from', 'to'),
  examples: [{ title: 'File an invoice', step: { name: 'file_it', kind: 'file.move', config: { from: 'inbox/{{ name }}', to: 'done/{{ name }}', createFolders: true }, arguments: [{ name: 'name', from: { value: 'invoice.pdf' } }] } }],
  fake: (step) => ({ from: configText(step, 'from'), to: configText(step, 'to'), type: 'file' }),
}
