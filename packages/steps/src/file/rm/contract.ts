import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const rmConfig = z.strictObject({
  path: pathField('Path', 'The file, folder or link to remove.'),
  recursive: z.boolean().optional().meta({ title: 'With contents' }).describe('Removes a folder with everything in it; otherwise only an empty one.'),
  ignoreMissing: z.boolean().optional().meta({ title: 'Ignore missing' }).describe('It is no error when nothing is there.'),
  force: forceField(),
})

export const rmContract: KindContract = {
  kind: 'file.rm',
  title: 'Remove file',
  summary: 'Removes a file or folder.',
  docs: changingDocs('Takes `{ path, removed }` as its value. A link is removed itself, never what it points to. All that is removed is backed up before, so removing much needs as much space and time.', '`FILE_NOT_FOUND`, `FOLDER_NOT_EMPTY` (without "With contents"), `NOT_A_FILE` (a device, pipe or socket)'),
  icon: 'trash-2',
  group: 'action',
  keywords: ['file', 'remove', 'delete', 'folder', 'rm', 'rmdir'],
  config: rmConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, removed: { type: 'boolean' } } },
  effects: (step) => [`removes ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'Clean up', step: { name: 'clean', kind: 'file.rm', config: { path: 'work/{{ id }}', recursive: true, ignoreMissing: true }, arguments: [{ name: 'id', from: { value: 7 } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), removed: true }),
}
