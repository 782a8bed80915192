import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { splitErrors } from './error-codes.ts'

it('takes the error codes out of the docs', () => {
  const { text, codes } = splitErrors('Calls.\n\nErrors: those of its steps; `LOCKED` (not free, or late), `A_CODE` when it is so, or so; `B_CODE`. More of it.\n\nEnd.')
  expect(codes).toEqual([
    { code: 'LOCKED', about: 'not free, or late' },
    { code: 'A_CODE', about: 'when it is so, or so' },
    { code: 'B_CODE', about: '' },
  ])
  expect(text).toBe('Calls.\n\nErrors: those of its steps. More of it.\n\nEnd.')
})

it('loses no code that a kind names', () => {
  for (const { kind, docs } of catalog.list()) {
    const { text, codes } = splitErrors(docs)
    const named = (source: string) => [...source.matchAll(/`([A-Z][A-Z0-9]+_[A-Z0-9_]+)`/g)].map(([, code]) => code)
    const kept = new Set([...codes.flatMap(({ code, about }) => [code, ...named(about)]), ...named(text)])
    expect(named(docs).filter((code) => !kept.has(code ?? '')), kind).toEqual([])
  }
})
