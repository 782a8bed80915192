import { expect, it } from 'vitest'
import { referencePage } from './reference-page.ts'

it('docs/reference/conformance.md is made from the cases', async () => {
  await expect(referencePage()).toMatchFileSnapshot('../../../../../docs/reference/conformance.md')
})
