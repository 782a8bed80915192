import type { RunEvent } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import { changeSeq, failureSeq, firstUndoSeq, seqAt } from './moment-seqs.ts'

const log: readonly (readonly [RunEvent['type'], string?])[] = [
  ['run.started'], ['step.started', 'a'], ['step.succeeded', 'a'], ['step.started', 'each[0].b'], ['step.failed', 'each[0].b'], ['step.started', 'each[1].b'], ['step.failed', 'each[1].b'],
  ['rollback.started'], ['undo.started', 'a'], ['undo.succeeded', 'a'], ['run.failed'],
]
const events = log.map(([type, step], index) => ({ seq: index + 1, at: index * 10, type, ...(step ? { step } : {}), data: {} })) as unknown as readonly RunEvent[]

describe('where a person jumps to', () => {
  it('the failure is that of the step that the error names', () => {
    expect([failureSeq(events, 'each[0].b'), failureSeq(events, undefined), failureSeq(events.slice(0, 4), 'a')]).toEqual([5, 7, undefined])
  })

  it('the first undo', () => {
    expect([firstUndoSeq(events), firstUndoSeq(events.slice(0, 8))]).toEqual([9, undefined])
  })

  it('changes of a step go both ways; a card stands for all elements', () => {
    expect([changeSeq(events, 'a', { from: 3, by: 1 }), changeSeq(events, 'a', { from: 9, by: -1 }), changeSeq(events, 'each.b', { from: 5, by: 1 }), changeSeq(events, 'a', { from: 2, by: -1 })]).toEqual([9, 3, 6, undefined])
  })

  it('a time is the last event up to it', () => {
    expect([seqAt(events, -1), seqAt(events, 0), seqAt(events, 35), seqAt(events, 10_000)]).toEqual([0, 1, 4, 11])
  })
})
