import { describe, expect, it, vi } from 'vitest'
import { paused } from './paused.ts'

describe('a pause', () => {
  it('ends after its time, or as soon as it is told that nobody waits for it', async () => {
    vi.useFakeTimers()
    try {
      const controller = new AbortController()
      const ended: string[] = []
      void paused(1000, controller.signal).then(() => ended.push('told'))
      void paused(500, new AbortController().signal).then(() => ended.push('over'))
      await vi.advanceTimersByTimeAsync(500)
      expect(ended).toEqual(['over'])
      controller.abort()
      await vi.advanceTimersByTimeAsync(0)
      expect({ ended, left: vi.getTimerCount() }).toEqual({ ended: ['over', 'told'], left: 0 })
      await paused(1000, controller.signal)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
