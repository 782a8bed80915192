import { expect, it } from 'vitest'
import { ageWords } from './age-words.ts'

it('tells how long ago in the largest whole unit', () => {
  const now = Date.parse('2030-01-10T12:00:00Z')
  expect(['2030-01-10T11:59:30Z', '2030-01-10T11:58:00Z', '2030-01-10T09:00:00Z', '2030-01-09T11:00:00Z', '2030-01-13T12:00:00Z'].map((at) => ageWords(at, now))).toEqual(['just now', '2 minutes ago', '3 hours ago', 'yesterday', 'in 3 days'])
})
