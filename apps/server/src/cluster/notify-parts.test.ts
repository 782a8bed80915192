import { expect, it } from 'vitest'
import { PartsHeard, payloadsOf } from './notify-parts.ts'

const long = `[${JSON.stringify('Grüße 👩‍👩‍👧‍👦 '.repeat(2000))}]`

it('what is short goes as it is, what is long in parts that PostgreSQL takes, and arrives whole', () => {
  expect(payloadsOf('me', '[1]')).toEqual(['me\n[1]'])
  const payloads = payloadsOf('me', long)
  expect(payloads.length).toBeGreaterThan(4)
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8000)
  const heard = new PartsHeard()
  expect(payloads.map((payload) => heard.hear(payload).text).filter((text) => text !== undefined)).toEqual([long])
})

it('parts of several senders may be among each other, and one with a part missing is dropped alone', () => {
  const heard = new PartsHeard()
  const [one, two] = [payloadsOf('one', long), payloadsOf('two', long)]
  const mixed = one.flatMap((payload, at) => [payload, two[at] ?? ''])
  expect(mixed.flatMap((payload) => { const { sender, text } = heard.hear(payload); return text === long ? [sender] : [] })).toEqual(['one', 'two'])
  const gap = one.filter((_, at) => at !== 2)
  expect([...gap, ...one].map((payload) => heard.hear(payload).text).filter((text) => text !== undefined)).toEqual([long])
  heard.hear(one[0] ?? '')
  heard.clear()
  expect(one.slice(1).map((payload) => heard.hear(payload).text).every((text) => text === undefined)).toBe(true)
})
