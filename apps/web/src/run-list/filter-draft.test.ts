import { expect, it } from 'vitest'
import { draftOf, problemOf, withDraft } from './filter-draft.ts'

const empty = draftOf({})

it('what is typed in comes back from the filter', () => {
  const draft = { ...empty, version: '3', environment: 'live', canary: 'yes', since: '2026-11-01T08:30', until: '2026-11-02T08:30', min: '0.5', max: '9', left: true, stuck: true }
  expect(draftOf(withDraft({ status: ['failed'] }, draft))).toEqual(draft)
  expect(withDraft({ status: ['failed'], version: 3, left: true, withinMs: 9 }, empty)).toEqual({ status: ['failed'], withinMs: 9 })
})

it('fixed ends take the place of a window up to now', () => {
  expect(withDraft({ withinMs: 9 }, { ...empty, until: '2026-11-02T08:30' })).toEqual({ until: new Date('2026-11-02T08:30').toISOString() })
})

it('a version is a number or the draft; a condition on the input is added to those there are', () => {
  expect(withDraft({}, { ...empty, version: 'v12' })).toEqual({ version: 12 })
  expect(withDraft({}, { ...empty, version: 'draft' })).toEqual({ version: null })
  expect(withDraft({ input: [{ path: ['a'], equals: 1 }] }, { ...empty, path: 'b.c', equals: 'x' })).toEqual({ input: [{ path: ['a'], equals: 1 }, { path: ['b', 'c'], equals: 'x' }] })
})

it.each([
  [{ version: 'newest' }, /A version is a number/],
  [{ min: 'a while' }, /A duration is a number/],
  [{ max: '-1' }, /A duration is a number/],
  [{ path: 'a..b' }, /A path is names/],
])('%j is refused', (typed, sentence) => expect(problemOf({}, { ...empty, ...typed })).toMatch(sentence))

it('what is right has no problem', () => expect(problemOf({}, { ...empty, version: 'Version 2', min: '1,5', path: 'a.b', equals: '' })).toBeUndefined())
