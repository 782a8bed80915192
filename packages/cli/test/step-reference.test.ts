import { readdirSync, readFileSync } from 'node:fs'
import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { stepReference } from '../../../docs/step-reference.mts'

const folder = new URL('../../../docs/reference/steps/', import.meta.url)
const pages = stepReference(catalog.list())
const AGAIN = 'Write them again with: npx tsx docs/generate-step-reference.mts'

it('docs/reference/steps has a page for every kind and no other', () => {
  expect(readdirSync(folder).sort(), AGAIN).toEqual([...pages.keys()].sort())
})

it.each([...pages])('docs/reference/steps/%s is what the contract says', (file, text) => {
  expect(readFileSync(new URL(file, folder), 'utf8'), AGAIN).toBe(text)
})
