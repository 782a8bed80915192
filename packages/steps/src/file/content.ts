import type { Json } from '@eddy/workflow'
import { outsideJson } from '../outside-json.ts'
import { FileProblem } from './file-problem.ts'
import type { FileJob } from './file-step.ts'

export type Format = 'text' | 'json' | 'base64'

const BOM = '\uFEFF'

/** The content of a file as a value. */
export function decoded(bytes: Buffer, { format, relative }: { readonly format: Format; readonly relative: string }): Json {
  if (format === 'base64') return bytes.toString('base64')
  const text = textOf(bytes, relative)
  if (format === 'text') return text
  try {
    return outsideJson(text.startsWith(BOM) ? text.slice(1) : text)
  } catch (error) {
    throw new FileProblem('BAD_JSON', `"${relative}" is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The bytes to write: of the configuration's content, else of the argument `content`. `line`: JSON stands on one line. */
export async function contentOf({ config, request, render }: FileJob<{ readonly content?: Json | undefined; readonly format?: Format | undefined }>, layout: 'line' | 'page'): Promise<Buffer> {
  const content = config.content === undefined ? request.arguments['content'] : await render(config.content)
  if (content === undefined) throw new FileProblem('INVALID_CONFIG', 'there is no content to write; set "content", or give the step an argument of that name')
  switch (config.format) {
    case 'json':
      return Buffer.from(`${JSON.stringify(content, null, layout === 'page' ? 2 : undefined)}\n`)
    case 'base64':
      return fromBase64(content)
    default:
      return Buffer.from(typeof content === 'string' ? content : content === null ? '' : JSON.stringify(content))
  }
}

function fromBase64(content: Json): Buffer {
  const text = typeof content === 'string' ? content.replaceAll(/\s/g, '') : undefined
  // `Buffer.from` skips what it does not know
  if (text === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new FileProblem('BAD_BASE64', 'the content is not a text in Base64')
  return Buffer.from(text, 'base64')
}

function textOf(bytes: Buffer, relative: string): string {
  try {
    // the mark at the beginning stays: what is read and written again must be the same
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new FileProblem('BAD_TEXT', `"${relative}" is not a text in UTF-8; read it as base64`)
  }
}
