import fc from 'fast-check'
import { expect, it } from 'vitest'
import { messagesOf } from '../api/event-stream.ts'
import { placeOf } from './run-elements.procedure.ts'

const stream = { procedure: 'run.elements', event: 'element', each: 'seq', within: 'index' } as const

it('gives elements that one event has ended ids of their own, so that a stream that is cut anywhere goes on behind what has arrived', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), fc.nat(), (perEvent, at) => {
      let index = 0
      const ended = perEvent.map((count, event) => Array.from({ length: count }, () => ({ seq: (event + 1) * 10, index: (index++ * 7) % 31 })))
      const all = ended.flat()
      const messages = messagesOf(all, stream).split('\n\n').filter((text) => text !== '')
      const cut = at % messages.length
      const id = /^id: (.*)$/m.exec(messages[cut] ?? '')?.[1] ?? ''
      const { after, isSeen } = placeOf(id)
      expect(all.filter(({ seq }) => seq > after).filter((element) => !isSeen(element))).toEqual(all.slice(cut + 1))
    }),
  )
  expect(placeOf('').after).toBe(0)
  expect(placeOf('nonsense').after).toBe(0)
})
