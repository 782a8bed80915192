import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { contentField, createFoldersField, forceField, formatField, pathField } from '../fields.ts'
import { changingDocs } from '../file-docs.ts'

export const appendConfig = z.strictObject({ path: pathField('File', 'The file to make longer; created when it does not exist.'), content: contentField(), format: formatField(), createFolders: createFoldersField(), force: forceField() })

export const appendContract: KindContract = {
  kind: 'file.append',
  title: 'Append to file',
  summary: 'Adds to the end of a file.',
  docs: changingDocs(
    'Adds the configured content, or the argument `content`, at the end of the file as it is, without a line break of its own; JSON as one line. Takes `{ path, bytes, sha256, created }` of the whole file as its value. A repeated attempt does not add twice. Other programs that write to the file at the same moment can lose their text: use `file.lock` with them.',
    '`NOT_A_FILE`, `FILE_NOT_FOUND` (its folder does not exist), `BAD_BASE64`',
  ),
  icon: 'file-plus',
  group: 'action',
  keywords: ['file', 'append', 'add', 'log', 'line'],
  config: appendConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, bytes: { type: 'integer' }, sha256: { type: 'string' }, created: { type: 'boolean' } } },
  effects: (step) => [`appends to the file ${configText(step, 'path')}`],
  idempotent: true,
  builtInUndo: true,
  check: checkTexts('path', 'content'),
  examples: [{ title: 'Note an order', step: { name: 'note', kind: 'file.append', config: { path: 'orders.log', content: 'order {{ id }}\n' }, arguments: [{ name: 'id', from: { value: 7 } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), bytes: 0, sha256: '', created: false }),
}
