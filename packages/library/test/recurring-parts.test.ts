import type { Step, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { recurringParts, type RanDocument } from '../src/index.ts'

const reserve = (name: string, undo = 'give_back'): Step => ({ name, kind: 'http.request', config: { method: 'POST', url: 'http://here/reservations' }, undo })
const charge = (name: string, from: string): Step => ({ name, kind: 'http.request', config: { method: 'POST', url: 'http://here/payments' }, arguments: [{ name: 'id', from: { result: from }, path: ['body', 'id'] }] })
const other = (name: string): Step => ({ name, kind: 'debug', config: { label: name } })
const handlers: readonly Step[] = [{ name: 'give_back', kind: 'http.request', config: { method: 'DELETE', url: 'http://here/reservations/1' } }, { name: 'keep', kind: 'debug' }]
const ran = (workflow: string, runs: number, ...steps: readonly Step[]): RanDocument => ({ workflow, runs, document: { eddy: 1, name: workflow, steps, handlers } as WorkflowDocument })
const told = (parts: ReturnType<typeof recurringParts>) => parts.map(({ example, whole, runs, workflows }) => ({ steps: example.steps, whole, runs, workflows }))

it('S-61: finds what workflows have in common, whatever its steps are called', () => {
  const trip = ran('trip', 2, other('look'), reserve('hotel'), { ...charge('pay', 'hotel'), waitFor: ['look'] }, other('tell'))
  const event = ran('event', 2, reserve('hall'), charge('bill', 'hall'), other('invite'))
  expect(told(recurringParts([trip, event], { minRuns: 4 }))).toEqual([{ steps: ['hotel', 'pay'], whole: false, runs: 4, workflows: 2 }])
  expect(recurringParts([trip, event], { minRuns: 5 })).toEqual([])
})

it('S-61: other settings, another undo or another line is other work', () => {
  const trip = ran('trip', 9, reserve('hotel'), charge('pay', 'hotel'))
  expect(told(recurringParts([trip, ran('kept', 9, reserve('a', 'keep'), charge('b', 'a'))], { minRuns: 10 }))).toEqual([])
  expect(told(recurringParts([trip, ran('apart', 9, reserve('a'), { ...charge('b', 'a'), arguments: [{ name: 'id', from: { value: 1 } }] })], { minRuns: 10 }))).toEqual([])
})

it('S-61: a whole workflow counts by itself, and with its other versions', () => {
  const first = ran('trip', 2, reserve('hotel'), charge('pay', 'hotel'))
  const renamed = ran('trip', 3, reserve('room'), charge('bill', 'room'))
  expect(told(recurringParts([first], { minRuns: 2 }))).toEqual([{ steps: ['hotel', 'pay'], whole: true, runs: 2, workflows: 1 }])
  expect(told(recurringParts([first, renamed], { minRuns: 5 }))).toEqual([{ steps: ['hotel', 'pay'], whole: true, runs: 5, workflows: 1 }])
})

it('S-61: what the library has is not told again', () => {
  const trip = ran('trip', 5, reserve('hotel'), charge('pay', 'hotel'))
  expect(recurringParts([trip], { minRuns: 1, known: [ran('shared', 0, reserve('x'), charge('y', 'x')).document] })).toEqual([])
})
