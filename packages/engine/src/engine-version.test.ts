import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ENGINE_VERSION } from './engine-version.ts'

it('is the version of the package', () => {
  expect(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).toMatchObject({ version: ENGINE_VERSION })
})
