import { expect, it } from 'vitest'
import { categoriesOf, findTemplates } from './find-templates.ts'

const template = (title: string, category: string, tags: readonly string[], description = '') => ({ title, category, tags, description })
const trip = template('Book a trip', 'Sagas', ['travel'], 'Reserves a flight, a hotel and a car.')
const breaker = template('Circuit breaker', 'Resilience', ['retry', 'flaky'], 'Calls a service that fails.')
const fallback = template('Retry, then fall back', 'Resilience', ['cache'], 'Uses the cached answer.')
const all = [trip, breaker, fallback]
const found = (query: string, category: string | null = null) => findTemplates(all, { query, category }).map(({ title }) => title)

it('finds every word of a query in title, tags, category or description', () => {
  expect(found('hotel')).toEqual(['Book a trip'])
  expect(found('resil')).toEqual(['Circuit breaker', 'Retry, then fall back'])
  expect(found('breaker flaky')).toEqual(['Circuit breaker'])
  expect(found('breaker hotel')).toEqual([])
  expect(found('xyz')).toEqual([])
})

it('puts titles before tags before descriptions, and keeps to a category', () => {
  expect(found('retry')).toEqual(['Retry, then fall back', 'Circuit breaker'])
  expect(found('', 'Resilience')).toEqual(['Circuit breaker', 'Retry, then fall back'])
  expect(found('book', 'Resilience')).toEqual([])
  expect(found('')).toHaveLength(3)
})

it('counts categories by name', () => {
  expect(categoriesOf(all)).toEqual([{ name: 'Resilience', count: 2 }, { name: 'Sagas', count: 1 }])
})
