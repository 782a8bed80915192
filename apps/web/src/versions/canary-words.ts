import { percent } from './version-words.ts'

/** `10 %`, `the callers acme and zenith`, or both; the callers are only counted where there are many. */
export function canaryWords({ share, callers }: { readonly share: number; readonly callers: readonly string[] }): string {
  const parts = [...(share > 0 ? [percent(share)] : []), ...(callers.length > 0 ? [callersWords(callers)] : [])]
  return parts.join(' and ') || 'nobody'
}

/** The same where there is little room: `10 %, 2 callers`. */
export function canaryCount({ share, callers }: { readonly share: number; readonly callers: readonly string[] }): string {
  return [...(share > 0 ? [percent(share)] : []), ...(callers.length > 0 ? [callers.length === 1 ? '1 caller' : `${callers.length} callers`] : [])].join(', ')
}

function callersWords(callers: readonly string[]): string {
  if (callers.length > 3) return `${callers.length} callers`
  const named = callers.length > 1 ? `${callers.slice(0, -1).join(', ')} and ${callers.at(-1) ?? ''}` : (callers[0] ?? '')
  return `the caller${callers.length > 1 ? 's' : ''} ${named}`
}

/** The names in a text, each once, with commas or line ends between them. */
export function callersOf(text: string): readonly string[] {
  return [...new Set(text.split(/[,\n]/).map((name) => name.trim()).filter((name) => name !== ''))]
}
