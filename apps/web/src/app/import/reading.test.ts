import { describe, expect, it } from 'vitest'
import { countsOf, placeIn, readText } from './reading.ts'

describe('the place of an item', () => {
  const shown = (text: string, item: string) => {
    const place = placeIn(text, item)
    return place && text.slice(place.start, place.end)
  }
  it('is where it is named, not where it is mentioned', () => {
    const text = '{ "to": "get", "nodes": [{ "name" : "get" }] }'
    expect(placeIn(text, 'get')?.start).toBe(text.lastIndexOf('get'))
    expect(shown(text, 'each.get')).toBe('get')
  })
  it('is a label, a key, or nowhere', () => {
    expect(shown('flowchart LR\n a[Take (it)] --> b', 'Take (it)')).toBe('Take (it)')
    expect(shown('{ "states": { "open": {} } }', 'open')).toBe('"open"')
    expect(shown('{}', 'The workflow')).toBeUndefined()
  })
})

it('reads a text with its report and problems', () => {
  expect(readText(' ')).toBeUndefined()
  expect(readText('{"eddy":3,"name":"w","steps":[]}')).toMatchObject({ ok: false, reason: expect.stringContaining('newer Eddy') })
  const read = readText(JSON.stringify({ name: 'w', steps: [{ name: 'a', kind: 'delay', config: { duration: 'PT1S' } }, { name: 'b', kind: 'nothing', deps: ['a'] }] }))
  expect(read).toMatchObject({ ok: true, format: 'eddy', upgradedFrom: 0, problems: [{ code: 'UNKNOWN_KIND' }] })
  expect(read?.ok && countsOf(read.report)).toEqual({ exact: 1, approximated: 0, refused: 1 })
})
