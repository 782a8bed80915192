import { z } from 'zod'
import type { KindContract } from '@eddy/workflow'
import { checkTexts } from '../../text/check-texts.ts'
import { configText } from '../../text/config-text.ts'
import { formatField, pathField } from '../fields.ts'
import { readingDocs } from '../file-docs.ts'

export const readConfig = z.strictObject({ path: pathField('File', 'The file to read.'), format: formatField() })

export const readContract: KindContract = {
  kind: 'file.read',
  title: 'Read file',
  summary: 'Reads a file of the workspace.',
  docs: readingDocs('Takes `{ path, content, bytes, sha256 }` as its value: text, a JSON value, or Base64, as the format says. Links are followed.', '`FILE_NOT_FOUND`, `NOT_A_FILE`, `FILE_TOO_LARGE` (more than 10 MB), `BAD_TEXT` (not UTF-8), `BAD_JSON`'),
  icon: 'file-text',
  group: 'action',
  keywords: ['file', 'read', 'load', 'open', 'json', 'text', 'cat'],
  config: readConfig,
  result: { type: 'object', properties: { path: { type: 'string' }, content: {}, bytes: { type: 'integer' }, sha256: { type: 'string' } } },
  effects: [],
  idempotent: true,
  check: checkTexts('path'),
  examples: [{ title: 'Read an order', step: { name: 'order', kind: 'file.read', config: { path: 'orders/{{ id }}.json', format: 'json' }, arguments: [{ name: 'id', from: { value: 7 } }] } }],
  fake: (step) => ({ path: configText(step, 'path'), content: configText(step, 'format') === 'json' ? {} : '', bytes: 0, sha256: '' }),
}
