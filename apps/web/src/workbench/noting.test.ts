import { expect, it } from 'vitest'
import { localMoment, notingOf } from './noting.ts'

it('takes away what was emptied of one, and leaves what was left empty of many', () => {
  const empty = { owner: ' ', note: '', remindAt: '' }
  expect(notingOf(empty, true)).toEqual({ owner: null, note: '', remindAt: null })
  expect(notingOf(empty, false)).toEqual({})
  expect(notingOf({ ...empty, owner: 'Ada ' }, false)).toEqual({ owner: 'Ada' })
})

it('keeps a time through the field and back', () => {
  const at = '2030-06-01T09:30:00.000Z'
  expect(notingOf({ owner: '', note: '', remindAt: localMoment(at) }, false)).toEqual({ remindAt: at })
})
