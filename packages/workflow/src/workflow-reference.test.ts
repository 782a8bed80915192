import { expect, it } from 'vitest'
import { contentHash } from './content-hash.ts'
import { isPinned, parseReference } from './workflow-reference.ts'

const document = { eddy: 1, name: 'inner', steps: [{ name: 'a', kind: 'debug' }] } as const

it('reads a name with or without its version', () => {
  expect(parseReference('inner')).toEqual({ name: 'inner', version: null })
  expect(parseReference('inner@3')).toEqual({ name: 'inner', version: '3' })
})

it('pins a document by the beginning of its content hash, which moving a node does not change', () => {
  const pin = parseReference(`inner@${contentHash(document).slice(0, 10)}`)
  expect(isPinned({ ...document, view: { positions: { a: [1, 2] } } }, pin)).toBe(true)
  expect(isPinned({ ...document, steps: [{ name: 'a', kind: 'fail' }] }, pin)).toBe(false)
  expect([parseReference('inner'), parseReference('inner@3'), parseReference(`inner@${contentHash(document).slice(0, 4)}`)].map((reference) => isPinned(document, reference))).toEqual([true, false, false])
})
