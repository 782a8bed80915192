import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const mkdirConfig = z.strictObject({ path: pathField('Folder', 'The folder to create, with those on the way to it.'), force: forceField() })

export const mkdirContract: KindContract = {
  kind: 'file.mkdir',
  title: 'Create folder',
  summary: 'Creates a folder.',
  docs: changingDocs('Takes `{ path, created }` as its value. A folder that exists already is fine. The undo removes the folder only when it is empty; folders on the way stay, with a warning, when others have put something there.', '`NOT_A_FOLDER` (a file stands there)'),
  icon: 'folder-plus',
  group: 'action',
  keywords: ['folder', 'directory', 'create', 'mkdir'],
  config: mkdirConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, created: { type: 'boolean' } } },
  effects: (step) => [`creates the folder ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'A folder for today', step: { name: 'folder', kind: 'file.mkdir', config: { path: 'reports/{{ day }}' }, arguments: [{ name: 'day', from: { value: '2025-01-31' } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), created: true }),
}
