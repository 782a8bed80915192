import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { contentField, createFoldersField, forceField, formatField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const writeConfig = z.strictObject({
  path: pathField('File', 'The file to write.'),
  content: contentField(),
  format: formatField(),
  mode: z.enum(['replace', 'append', 'exclusive']).optional().meta({ title: 'Mode' }).describe('Replace the file (when left out), append to it, or write only when it does not exist yet.'),
  createFolders: createFoldersField(),
  force: forceField(),
})

export const writeContract: KindContract = {
  kind: 'file.write',
  title: 'Write file',
  summary: 'Writes a file of the workspace.',
  docs: changingDocs(
    'Writes the configured content, or the argument `content`, and takes `{ path, bytes, sha256, created }` as its value. The file is replaced in one step: nobody ever sees half of it. It keeps its mode; its other names, if it has any, keep the old content. Links are followed.',
    '`FILE_EXISTS` (mode exclusive), `NOT_A_FILE`, `FILE_NOT_FOUND` (its folder does not exist), `BAD_BASE64`',
  ),
  icon: 'file-pen',
  group: 'action',
  keywords: ['file', 'write', 'save', 'store', 'json', 'text', 'create'],
  config: writeConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, bytes: { type: 'integer' }, sha256: { type: 'string' }, created: { type: 'boolean' } } },
  effects: (step) => [`writes the file ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path', 'content'),
  examples: [{ title: 'Save a receipt', step: { name: 'receipt', kind: 'file.write', config: { path: 'receipts/{{ id }}.json', content: { order: '{{ id }}' }, format: 'json', createFolders: true }, arguments: [{ name: 'id', from: { value: 7 } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), bytes: 0, sha256: '', created: true }),
}
