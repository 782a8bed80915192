import { expect, it } from 'vitest'
import { parseSide, sideWords } from './compare-side.ts'

it('reads the draft, versions, environments, runs and the library, and nothing else', () => {
  expect(['draft', '12', 'live', 'run-abc'].map(parseSide)).toEqual([{ kind: 'draft' }, { kind: 'version', number: 12 }, { kind: 'environment', name: 'live' }, { kind: 'run', id: 'abc' }])
  expect(['', '0', '01', '-1', 'run-', 'prod', 'library-trip', 'library-@1', 'library-trip@0'].map(parseSide)).toEqual(Array.from({ length: 9 }, () => undefined))
  expect(parseSide('library-book_trip@3')).toEqual({ kind: 'library', name: 'book_trip', number: 3 })
})

it('says what a side is', () => {
  expect([sideWords({ kind: 'environment', name: 'live' }, 3), sideWords({ kind: 'run', id: 'x' }, undefined), sideWords({ kind: 'run', id: 'x' }, 2), sideWords({ kind: 'library', name: 'trip', number: 4 }, 4)]).toEqual(['live, version 3', 'What a run ran', 'What a run ran, version 2', 'Version 4 of trip'])
})
