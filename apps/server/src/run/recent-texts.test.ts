import { expect, it } from 'vitest'
import { RecentTexts } from './recent-texts.ts'

const page = (text: string) => ({ text })

it('keeps what was asked for last, within its room', () => {
  const recent = new RecentTexts<{ readonly text: string }>(10)
  recent.keep('a', page('aaaa'))
  recent.keep('b', page('bbbb'))
  expect(recent.get('a')).toEqual(page('aaaa'))
  recent.keep('c', page('cccc'))
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([page('aaaa'), undefined, page('cccc')])
  recent.keep('d', page('far too long'))
  expect(recent.get('d')).toBeUndefined()
  expect(recent.get('a')).toEqual(page('aaaa'))
})
