import { plan } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { RecentPlans } from './recent-plans.ts'

const planOf = (name: string, steps: number) => plan({ eddy: 1, name, steps: Array.from({ length: steps }, (_, at) => ({ name: `s${at}`, kind: 'debug' })) }, { catalog, hash: name })

it('makes a plan once while it is in use, and lets go of those that were used longest ago', () => {
  const made: string[] = []
  const plans = new RecentPlans({ steps: 10, plans: 3 })
  const of = (name: string, steps: number) => plans.of(name, () => (made.push(name), planOf(name, steps)))
  const a = of('a', 4)
  of('b', 4)
  expect(of('a', 4)).toBe(a)
  expect(made).toEqual(['a', 'b'])
  // one too many steps: b was used longest ago
  of('c', 4)
  expect(of('a', 4)).toBe(a)
  of('b', 4)
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  // larger than all that may be kept
  expect(of('d', 20).name).toBe('d')
  of('d', 20)
  expect(made).toEqual(['a', 'b', 'c', 'b', 'd', 'd'])
})
