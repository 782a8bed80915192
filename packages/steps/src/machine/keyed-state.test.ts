import { describe, expect, it } from 'vitest'
import { createKeyedState } from './keyed-state.ts'

describe('keyed state in memory', () => {
  it('counts the updates of a name', async () => {
    const state = createKeyedState()
    expect(await state.update('a', (current) => current?.value ?? 'new')).toEqual({ value: 'new', version: 1 })
    expect(await state.update('a', (current) => [current?.value ?? null, current?.version ?? 0])).toEqual({ value: ['new', 1], version: 2 })
    expect(await state.update('b', () => 0)).toEqual({ value: 0, version: 1 })
  })

  it('lets updates of one name wait for each other, those of others not', async () => {
    const state = createKeyedState()
    const order: string[] = []
    let release: (() => void) | undefined
    const slow = state.update('a', async () => {
      await new Promise<void>((resolve) => void (release = resolve))
      order.push('slow')
      return 1
    })
    const next = state.update('a', () => order.push('next'))
    await state.update('b', () => order.push('other'))
    release?.()
    await Promise.all([slow, next])
    expect(order).toEqual(['other', 'slow', 'next'])
  })

  it('changes nothing when a change throws, and goes on', async () => {
    const state = createKeyedState()
    await state.update('a', () => 1)
    const failing = state.update('a', () => Promise.reject(new Error('no')))
    const next = state.update('a', (current) => [current?.value ?? null])
    await expect(failing).rejects.toThrow('no')
    expect(await next).toEqual({ value: [1], version: 2 })
  })
})
