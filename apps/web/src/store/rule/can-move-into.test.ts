import type { Step, WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { canMoveInto } from './can-move-into.ts'

const debug = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'debug', ...more })
const document: WorkflowDocument = {
  eddy: 1, name: 'w',
  steps: [
    debug('outer'),
    { name: 'each', kind: 'map', arguments: [{ name: 'source', from: { value: [1] } }], steps: [debug('a'), debug('b', { arguments: [{ name: 'x', from: { result: 'a' } }] }), debug('c', { arguments: [{ name: 'x', from: { element: 'each' } }] }), debug('d', { arguments: [{ name: 'x', from: { result: 'outer' } }] })] },
  ],
}
const top = { kind: 'root' } as const

describe('a step', () => {
  it('may leave a container when it uses nothing in there', () => expect(canMoveInto(document, 'each.d', top)).toEqual({ ok: true }))
  it('may not when it would lose the result that it uses', () => expect(canMoveInto(document, 'each.b', top)).toMatchObject({ ok: false, reason: expect.stringContaining('uses the result of') }))
  it('may not when it would lose its element', () => expect(canMoveInto(document, 'each.c', top)).toMatchObject({ ok: false, reason: expect.stringContaining('the element of each') }))
  it('may not when something that stays uses its result', () => expect(canMoveInto(document, 'each.a', top)).toMatchObject({ ok: false, reason: expect.stringContaining('uses the result of A') }))
})
