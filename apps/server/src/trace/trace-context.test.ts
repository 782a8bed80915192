import { expect, it } from 'vitest'
import { traceContextOf } from './trace-context.ts'

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

it('reads what the W3C writes, and nothing else', () => {
  expect(traceContextOf({ traceparent: parent })).toEqual({ traceparent: parent })
  expect(traceContextOf({ traceparent: ` ${parent} `, tracestate: 'a=1' })).toEqual({ traceparent: parent, tracestate: 'a=1' })
  // a later version may say more behind it
  expect(traceContextOf({ traceparent: `01${parent.slice(2)}-more` })).toEqual({ traceparent: `01${parent.slice(2)}` })
  for (const wrong of [undefined, '', 'x', [parent], parent.toUpperCase(), `ff${parent.slice(2)}`, parent.replace(/-b7.*-/, `-${'0'.repeat(16)}-`), parent.replace(/0af7\w+/, '0'.repeat(32))]) expect(traceContextOf({ traceparent: wrong })).toBeUndefined()
})
