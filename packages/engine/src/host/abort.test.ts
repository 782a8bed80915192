import { expect, it } from 'vitest'
import { Abort } from './abort.ts'

it('tells each listener once, those who come too late too, and none that has left', async () => {
  const abort = new Abort()
  const told: string[] = []
  const left = () => told.push('left')
  abort.addEventListener('abort', () => told.push('before'))
  abort.addEventListener('abort', left)
  abort.removeEventListener('abort', left)
  abort.abort()
  abort.abort()
  expect(told).toEqual(['before'])
  abort.addEventListener('abort', () => told.push('after'))
  expect(told).toEqual(['before'])
  await Promise.resolve()
  expect(told).toEqual(['before', 'after'])
})
