import { freeName } from '../merge/free-name.ts'

/** A legal name made of any text, and free: it is taken from then on. */
export function legalName(text: string, taken: Set<string>): string {
  const plain = text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
  const name = freeName(plain.slice(0, 64).replace(/_+$/, '') || 'step', taken)
  taken.add(name)
  return name
}

/** A title that fits; undefined when it says nothing. */
export function legalTitle(text: string): string | undefined {
  const title = text.replace(/\s+/g, ' ').trim()
  if (title === '') return undefined
  return title.length > 200 ? `${title.slice(0, 199)}…` : title
}
