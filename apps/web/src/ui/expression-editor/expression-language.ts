import { StreamLanguage, type StringStream } from '@codemirror/language'

export interface Place {
  comment: boolean
}

const words = new Set(['and', 'or', 'in', 'function', 'λ'])
const atoms = new Set(['true', 'false', 'null'])

/** Enough of JSONata to colour it; what is right and wrong, JSONata's own parser says. */
export const expressionLanguage = StreamLanguage.define<Place>({
  name: 'jsonata',
  startState: () => ({ comment: false }),
  token: expressionToken,
  languageData: { closeBrackets: { brackets: ['(', '[', '{', '"', "'", '`'] } },
})

/** The next piece, for whatever language holds expressions. */
export function expressionToken(stream: StringStream, place: Place): string | null {
  if (place.comment || stream.match('/*')) return comment(stream, place)
  if (stream.eatSpace()) return null
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return 'string'
  if (stream.match(/^`[^`]*`?/)) return 'propertyName'
  if (stream.match(/^\d+(\.\d+)?([eE][-+]?\d+)?/)) return 'number'
  if (stream.match(/^\$[\w$]*(?=\s*\()/)) return 'variableName.function'
  if (stream.match(/^\$[\w$]*/)) return 'variableName.special'
  if (stream.match(/^[A-Za-z_λ]\w*/)) return word(stream.current())
  stream.next()
  return 'operator'
}

function word(text: string): string {
  if (words.has(text)) return 'keyword'
  return atoms.has(text) ? 'bool' : 'propertyName'
}

function comment(stream: StringStream, place: Place): string {
  place.comment = !stream.match(/^.*?\*\//)
  if (place.comment) stream.skipToEnd()
  return 'comment'
}
