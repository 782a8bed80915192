import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { hasIcon } from './kind-icon.tsx'

it('has the icon of every kind', () => {
  expect(catalog.list().flatMap(({ kind, icon }) => (hasIcon(icon) ? [] : [`${kind}: ${icon}`]))).toEqual([])
})
