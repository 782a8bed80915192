import type { StepView } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import { besides, placesOf } from './edge-data.ts'

const step = (path: string): StepView => ({ path, status: 'succeeded', attempt: 1, attempts: [] })

describe('the ends of a line', () => {
  it('lie in the same element, as deep as both are in it', () => {
    expect(besides('each[3].b', 'each.a')).toBe('each[3].a')
    expect(besides('outer[1].inner[2].b', 'outer.inner.a')).toBe('outer[1].inner[2].a')
    expect(besides('outer[1].inner[2].b', 'outer.a')).toBe('outer[1].a')
    expect(besides('b', 'a')).toBe('a')
  })

  it('are as many as there are elements', () => {
    expect(placesOf(['a', 'each', 'each[0].b', 'each[1].b', 'each[1].c'].map(step), 'each.b')).toEqual(['each[0].b', 'each[1].b'])
    expect(placesOf([step('a')], 'b')).toEqual([])
  })
})
