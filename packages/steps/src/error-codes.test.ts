import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = (folder: URL) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/test|testing/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
const CODES = /(?:code: |FileProblem\(|httpFailure\(|problem\()'([A-Z][A-Z_]{3,})'/g
/** Codes that documentation and examples of kinds make up. */
const EXAMPLES = new Set(['OUT_OF_STOCK'])

it('docs/reference/errors.md lists every code that a step or run can fail with', () => {
  const text = ['../../engine/src/', './', '../../middleware/src/'].map((folder) => source(new URL(folder, import.meta.url))).join('\n')
  const codes = new Set([...text.matchAll(CODES)].map((match) => match[1] ?? ''))
  const documented = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8')
  expect([...codes].filter((code) => !EXAMPLES.has(code) && !documented.includes(`\`${code}\``)).toSorted()).toEqual([])
})
