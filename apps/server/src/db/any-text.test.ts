import { describe, expect, it } from 'vitest'
import { fromStored, toStored } from './any-text.ts'

const nul = '\0'
const values: readonly unknown[] = [
  nul, `a${nul}b`, '\ud800', 'x\udc00y\ud83d', '\u001a', '\u001a0000', `\\u0000`, `\\${nul}`, String.raw`\\u001a0000`, '👩‍👩‍👧‍👦', '\ud83d\ude00', '', 1, null, [nul, ['\u001a\u001a']],
  { [nul]: { 'k\ud800': `\\\\${nul}"` } }, JSON.stringify(JSON.stringify({ a: nul })),
]
// what PostgreSQL does not take in JSON, with an even number of backslashes before it
const REFUSED = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

describe('text that the database cannot hold', () => {
  it.each(values.map((value) => JSON.stringify(value)))('is given back as it was, as JSON: %s', (text) => {
    expect(toStored(text)).not.toMatch(REFUSED)
    expect(fromStored(toStored(text))).toBe(text)
  })

  it.each(values.filter((value) => typeof value === 'string'))('is given back as it was, as text', (text) => {
    expect(toStored(text)).not.toContain(nul)
    expect(Buffer.from(toStored(text)).toString()).toBe(toStored(text))
    expect(fromStored(toStored(text))).toBe(text)
  })

  it('leaves all other text alone', () => {
    const text = JSON.stringify({ a: 'ä\n\t"\\', b: '\u0007' })
    expect(toStored(text)).toBe(text)
  })
})
