import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { embeddedCatalog, isNative } from './embedded-catalog.ts'

it('knows every kind that the engine carries out itself, nested as its contract says', () => {
  const own = embeddedCatalog(new Map(), undefined)
  const native = catalog.list().filter((contract) => contract.native)
  expect(native.map(({ kind }) => kind).filter((kind) => !isNative(kind))).toEqual([])
  expect(own.list().filter((contract) => contract.native).map(({ kind }) => kind).sort()).toEqual(native.map(({ kind }) => kind).sort())
  const nesting = native.map(({ kind, container, iterates, races }) => ({ kind, container, iterates, races }))
  expect(native.map(({ kind }) => own.get(kind)).map((contract) => ({ kind: contract?.kind, container: contract?.container, iterates: contract?.iterates, races: contract?.races }))).toEqual(nesting)
})
