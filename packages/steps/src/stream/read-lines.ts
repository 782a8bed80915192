import type { Json } from '@eddy/workflow'
import { MAX_DEPTH } from '../evaluator/plain-json.ts'
import { outsideJson } from '../outside-json.ts'

const MAX_LINE = 1024 * 1024

/** The lines of a stream of bytes, one at a time: what is read ahead is one chunk. Throws for a line that is too long. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    let start = 0
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', start)) {
      yield withoutReturn(rest.slice(start, end))
      start = end + 1
    }
    rest = rest.slice(start)
    if (rest.length > MAX_LINE) throw new Error(`a line has more than ${MAX_LINE} characters`)
  }
  rest += decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** What each line stands for, after the first `skip`; empty lines are no values. */
export async function* elementsOf(lines: AsyncIterable<string>, { format, skip }: { readonly format: 'ndjson' | 'lines'; readonly skip: number }): AsyncGenerator<Json, undefined> {
  let number = 0
  let passed = 0
  for await (const line of lines) {
    number++
    if (format === 'ndjson' && line.trim() === '') continue
    if (passed++ < skip) continue
    yield format === 'lines' ? line : parsed(line, number)
  }
}

function parsed(line: string, number: number): Json {
  try {
    return outsideJson(line)
  } catch {
    throw new Error(`line ${number} is no JSON, or is nested deeper than ${MAX_DEPTH} levels`)
  }
}
