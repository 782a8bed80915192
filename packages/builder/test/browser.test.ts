import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

it('imports nothing that a browser does not have', () => {
  const imported = files.flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/ from '([^'.][^']*)'/g)].map(([, module]) => module))
  expect(new Set(imported)).toEqual(new Set(['@eddy/engine', '@eddy/workflow', 'zod']))
})
