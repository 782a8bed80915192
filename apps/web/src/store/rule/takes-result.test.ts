import { catalog } from '@eddy/steps/contract'
import { expect, it } from 'vitest'
import { takesResult } from './takes-result.ts'

const taking = (from: string, to: string) => {
  const contract = catalog.get(to)
  if (!contract) throw new Error(`there is no kind ${to}`)
  return takesResult(catalog.get(from), contract)
}

it('lets a kind that takes anything be given anything', () => {
  expect(taking('template', 'http.request')).toEqual({ ok: true })
})

it('gives what fits under the name that the kind asks for', () => {
  expect([taking('workflow.optimize', 'workflow.publish'), taking('template', 'machine')]).toEqual([{ ok: true, argument: 'document' }, { ok: true, argument: 'event' }])
})

it('says why a result is not what a kind must have', () => {
  expect([taking('template', 'workflow.publish'), taking('file.glob', 'machine')]).toEqual([
    { ok: false, reason: 'takes an object as document, not a text' },
    { ok: false, reason: 'takes a text as event, not a list' },
  ])
})

it('takes what nothing is known of', () => {
  expect(taking('code', 'workflow.publish')).toEqual({ ok: true, argument: 'document' })
})
