import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { forceField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const chmodConfig = z.strictObject({
  path: pathField('Path', 'The file or folder.'),
  mode: z.string().regex(/^0?[0-7]{3,4}$/, 'this is no octal mode such as 644 or 0755').meta({ title: 'Mode' }).describe('Octal, such as 644; 000 takes all rights away.'),
  force: forceField(),
})

export const chmodContract: KindContract = {
  kind: 'file.chmod',
  title: 'Change mode',
  summary: 'Sets who may read, write and run a file.',
  docs: changingDocs('Takes `{ path, mode, before }` as its value, both octal. Links are followed. Content that others change meanwhile is no conflict, another mode is.', '`FILE_NOT_FOUND`'),
  icon: 'file-key',
  group: 'action',
  keywords: ['file', 'chmod', 'mode', 'rights', 'permission'],
  config: chmodConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, mode: { type: 'string' }, before: { type: 'string' } } },
  effects: (step) => [`sets the mode of ${configText(step, 'path')} to ${configText(step, 'mode')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path'),
  examples: [{ title: 'Make it runnable', step: { name: 'runnable', kind: 'file.chmod', config: { path: 'bin/report', mode: '755' } } }],
  fake: (step) => ({ path: configText(step, 'path'), mode: configText(step, 'mode'), before: '644' }),
}
