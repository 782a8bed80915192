import { parseJson, readText } from '../read-document.ts'

/** JSON, or @FILE with it. */
export function jsonOf(text: string, option: string): unknown {
  return text.startsWith('@') ? parseJson(readText(text.slice(1)), text.slice(1)) : parseJson(text, option)
}
