import { describe, expect, it } from 'vitest'
import { inexactInteger, outsideJson } from './outside-json.ts'

describe('JSON of other programs', () => {
  it('keeps the digits of integers that a number cannot hold', () => {
    const text = '{"id":9007199254740993,"ids":[-1234567890123456789, 1],"safe":9007199254740991,"price":1.5,"text":"n 9007199254740993 \\" 9007199254740993"}'
    expect(outsideJson(text)).toEqual({ id: '9007199254740993', ids: ['-1234567890123456789', 1], safe: 9007199254740991, price: 1.5, text: 'n 9007199254740993 " 9007199254740993' })
    expect(outsideJson('1e30')).toBe(1e30)
    expect(inexactInteger(text)).toBe('9007199254740993')
    expect(inexactInteger('{"a":"9007199254740993","b":9007199254740991}')).toBeUndefined()
  })

  it('refuses what is nested too deep to be recorded, and what is no JSON', () => {
    expect(outsideJson('['.repeat(500) + ']'.repeat(500))).toBeInstanceOf(Array)
    expect(() => outsideJson('['.repeat(502) + ']'.repeat(502))).toThrow('nested deeper than 500 levels')
    expect(() => outsideJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow('nested deeper than 500 levels')
    expect(() => outsideJson('01234567890123456789')).toThrow(SyntaxError)
  })
})
