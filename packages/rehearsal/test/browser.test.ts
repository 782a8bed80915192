import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))

it('imports nothing that a browser does not have', () => {
  const imported = files.flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/ from '([^'.][^']*)'/g)].map(([, module]) => module))
  expect(new Set(imported)).toEqual(new Set(['@eddy/engine', '@eddy/workflow', '@eddy/workflow/duration', '@noble/hashes/sha2.js', '@noble/hashes/utils.js', 'zod']))
})
