import { expect, it } from 'vitest'
import { parseSide, sideWords } from './compare-side.ts'

it('reads the draft, versions, environments and runs, and nothing else', () => {
  expect(['draft', '12', 'live', 'run-abc'].map(parseSide)).toEqual([{ kind: 'draft' }, { kind: 'version', number: 12 }, { kind: 'environment', name: 'live' }, { kind: 'run', id: 'abc' }])
  expect(['', '0', '01', '-1', 'run-', 'prod'].map(parseSide)).toEqual(Array.from({ length: 6 }, () => undefined))
})

it('says what a side is', () => {
  expect([sideWords({ kind: 'environment', name: 'live' }, 3), sideWords({ kind: 'run', id: 'x' }, undefined), sideWords({ kind: 'run', id: 'x' }, 2)]).toEqual(['live, version 3', 'What a run ran', 'What a run ran, version 2'])
})
