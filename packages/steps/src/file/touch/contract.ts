import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { createFoldersField, forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const touchConfig = z.strictObject({ path: pathField('Path', 'The file or folder whose time is set; an empty file is created when nothing is there.'), createFolders: createFoldersField(), force: forceField() })

export const touchContract: KindContract = {
  kind: 'file.touch',
  title: 'Touch file',
  summary: 'Sets the time of a file to now, or creates it empty.',
  docs: changingDocs('Takes `{ path, created, modifiedAt }` as its value. Links are followed. The undo brings the old times back, or removes the new file.', '`FILE_NOT_FOUND` (its folder does not exist)'),
  icon: 'file-clock',
  group: 'action',
  keywords: ['file', 'touch', 'time', 'create', 'empty'],
  config: touchConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, created: { type: 'boolean' }, modifiedAt: { type: 'string' } } },
  effects: (step) => [`touches ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'Mark as done', step: { name: 'mark', kind: 'file.touch', config: { path: 'done/{{ id }}', createFolders: true }, arguments: [{ name: 'id', from: { value: 7 } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), created: true, modifiedAt: '1970-01-01T00:00:00.000Z' }),
}
