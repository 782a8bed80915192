import { expect, it } from 'vitest'
import { addressOf, wishOf } from './library-wish.ts'

it('comes back from the address as it went in', () => {
  const wish = { query: 'refund & ship', category: 'Orders', tag: 'http', agent: 'developer', sort: 'rating' } as const
  const address = addressOf(wish)
  expect(wishOf(address.slice(address.indexOf('?')))).toEqual(wish)
})

it('is a plain address while nothing is asked for, and takes no sort that there is not', () => {
  expect(addressOf(wishOf(''))).toBe('/library')
  expect(wishOf('?sort=luck').sort).toBe('uses')
})
