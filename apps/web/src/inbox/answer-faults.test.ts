import { expect, it } from 'vitest'
import { answerFaults } from './answer-faults.ts'

const fields = { type: 'object', properties: { account: { type: 'string', minLength: 3 }, urgent: { type: 'boolean' } }, required: ['account'] } as const

it('says at each field what is wrong', () => {
  expect(answerFaults(fields, {})).toEqual([{ path: '/account', message: 'Please fill this in.' }])
  expect(answerFaults(fields, { account: 'A', urgent: true })).toMatchObject([{ path: '/account' }])
  expect(answerFaults(fields, { account: 'A-1' })).toEqual([])
})
