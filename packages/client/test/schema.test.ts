import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { schemaText } from '../tool/schema-text.ts'

it('the types are those of the API as it is; else: npm run generate:schema in packages/client', { timeout: 60_000 }, async () => {
  expect((await schemaText()) === readFileSync(new URL('../src/schema.generated.ts', import.meta.url), 'utf8')).toBe(true)
})
