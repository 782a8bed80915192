export interface ErrorCode {
  readonly code: string
  readonly about: string
}

export interface SplitDocs {
  /** The docs without their list of errors. */
  readonly text: string
  readonly codes: readonly ErrorCode[]
}

/** Takes the paragraph that begins with `Errors:` out of a kind's docs, as rows. Its first sentence lists them; the rest stays text. */
export function splitErrors(docs: string): SplitDocs {
  const paragraphs = docs.split('\n\n')
  const at = paragraphs.findIndex((paragraph) => paragraph.startsWith('Errors:'))
  const paragraph = paragraphs[at]
  if (paragraph === undefined) return { text: docs, codes: [] }
  const [list, rest] = firstSentence(paragraph.slice('Errors:'.length).trim())
  const pieces = topLevelParts(list)
  const codes: ErrorCode[] = []
  const words: string[] = []
  for (const piece of pieces) {
    const [, code, about = ''] = /^(?:and |or )?`([A-Z][A-Z0-9_<>a-z]*)`\s*(.*)$/s.exec(piece) ?? []
    const last = codes.at(-1)
    if (code !== undefined) codes.push({ code, about: about.replace(/^\((.*)\)$/s, '$1') })
    else if (last) codes[codes.length - 1] = { code: last.code, about: `${last.about}, ${piece}` }
    else words.push(piece)
  }
  if (codes.length === 0) return { text: docs, codes }
  const left = [...(words.length ? [`Errors: ${words.join(', ')}.`] : []), ...(rest ? [rest] : [])].join(' ')
  return { text: paragraphs.toSpliced(at, 1, ...(left ? [left] : [])).join('\n\n'), codes }
}

function firstSentence(text: string): readonly [string, string] {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    depth += depthOf(text.charAt(at))
    if (depth === 0 && /^\.(\s|$)/.test(text.slice(at, at + 2))) return [text.slice(0, at), text.slice(at + 1).trim()]
  }
  return [text, '']
}

function depthOf(char: string): number {
  return char === '(' ? 1 : char === ')' ? -1 : 0
}

/** Split at commas and semicolons outside of parentheses. */
function topLevelParts(text: string): readonly string[] {
  let depth = 0
  const parts = ['']
  for (const char of text) {
    depth += depthOf(char)
    if (depth === 0 && (char === ',' || char === ';')) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}
