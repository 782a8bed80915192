import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('.', import.meta.url)
const ids = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))
const rules = ids(readFileSync(new URL('../SPEC.md', root), 'utf8'), /^- \*\*([A-Z]\d+)\*\*/gm)
const tests = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).map((file) => readFileSync(new URL(file, root), 'utf8'))
const quoted = new Set(tests.flatMap((text) => [...text.matchAll(/\bit(?:\.each\([\s\S]*?\))?\('((?:[A-Z]\d+ )+)/g)].flatMap((match) => (match[1] ?? '').trim().split(' '))))

it('every rule of SPEC.md has a test that quotes it, and every id that a test quotes is a rule', () => {
  expect([...rules].filter((id) => !quoted.has(id))).toEqual([])
  expect([...quoted].filter((id) => !rules.has(id))).toEqual([])
})
