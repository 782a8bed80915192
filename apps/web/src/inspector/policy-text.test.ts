import { expect, it } from 'vitest'
import { backoffText, classText, durationText, guardText, retryText, ruleText } from './policy-text.ts'

it('says durations in their largest whole unit', () => {
  expect(['PT1S', 'PT90S', 'PT5M', 'PT0.25S', 'P1D', 'soon'].map(durationText)).toEqual(['1 s', '90 s', '5 min', '250 ms', '1 d', 'soon'])
})

it('says guards', () => {
  expect(guardText({ when: 'amount > 1000' })).toBe('Only when amount > 1000, otherwise skip with null')
  expect(guardText({ when: 'ok', otherwise: { fail: 'not ready' } })).toBe('Only when ok, otherwise fail: not ready')
  expect(guardText({ when: 'ok', otherwise: { halt: { a: 1 } } })).toBe('Only when ok, otherwise halt the run with {"a":1}')
})

it('says error rules, and when a retry has no tries', () => {
  expect(ruleText({ when: "error.code = 'HTTP_429'", then: 'retry' }, 5)).toBe('If HTTP 429, try again, up to 5 times')
  expect(ruleText({ when: 'error.code in ["HTTP_502", "HTTP_503"]', then: 'retry', delay: 'PT2S' }, 1)).toBe('If HTTP 502 or HTTP 503, try again after 2 s, once')
  expect(ruleText({ when: "error.class = 'timeout'", then: 'continue', value: '0' }, undefined)).toBe('If it takes too long, go on with 0')
  expect(ruleText({ when: 'true', then: 'retry' }, undefined)).toBe('Whatever the error, try again – but no further try is allowed')
})

it('says retries and waits', () => {
  expect(retryText({ max: 5, on: ['timeout', 'resource'] })).toBe('Try again up to 5 times, only for timeout or resource errors')
  expect(backoffText({ initial: 'PT1S', max: 'PT30S' })).toBe('Wait 1 s, doubling, at most 30 s')
  expect(backoffText({ initial: 'PT5S', factor: 1, jitter: 0.2 })).toBe('Wait 5 s, every time, 20 % at random')
  expect(backoffText(undefined)).toBe('Wait 100 ms, doubling, at most 30 s')
  expect(classText('resource', { max: 2, backoff: { initial: 'PT10S' } })).toBe('For resource errors: up to 2 times; wait 10 s, doubling, at most 5 min')
})
