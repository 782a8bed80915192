/** Stands before four hex digits, for a character that PostgreSQL cannot hold. */
const MARK = '\u001a'
const MARK_ESCAPED = String.raw`\u001a`

/** In JSON text, where a backslash that is itself escaped escapes nothing. */
const ESCAPES = /\\(?:u(0000|001a|d[89a-f][0-9a-f]{2})|[^])/g
const MARKED_ESCAPES = /\\(?:u001a(0000|001a|d[89a-f][0-9a-f]{2})|[^])/g
// what is looked for is control characters, and halves of pairs that stand alone
// oxlint-disable-next-line no-control-regex
const RAW = /[\0\u001a\ud800-\udfff]/gu
// oxlint-disable-next-line no-control-regex
const MARKED_RAW = /\u001a(0000|001a|d[89a-f][0-9a-f]{2})/g
const IS_JSON = /^[[{"]/

/**
 * Text as PostgreSQL can hold it: U+0000 and halves of surrogate pairs, which JSON may have and the database refuses, are written as marks of
 * their codes. Without it one such character in the answer of a service would keep everything that is stored with it from being stored.
 * JSON is taken as `JSON.stringify` writes it.
 */
export function toStored(text: string): string {
  // nearly all text is fit, and these look through it many times as fast as the pattern
  const isFit = text.isWellFormed() && !text.includes('\0') && !text.includes(MARK)
  const raw = isFit ? text : text.replace(RAW, (one) => MARK + codeOf(one))
  if (!IS_JSON.test(raw) || !raw.includes(String.raw`\u`)) return raw
  return raw.replace(ESCAPES, (found, code: string | undefined) => (code === undefined ? found : MARK_ESCAPED + code))
}

/** The inverse of `toStored`, of JSON as of any other text. */
export function fromStored(text: string): string {
  const json = text.includes(MARK_ESCAPED) ? text.replace(MARKED_ESCAPES, (found, code: string | undefined) => (code === undefined ? found : String.raw`\u` + code)) : text
  return json.includes(MARK) ? json.replace(MARKED_RAW, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : json
}

function codeOf(one: string): string {
  return one.charCodeAt(0).toString(16).padStart(4, '0')
}
