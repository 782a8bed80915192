import type { CancelPreview, StepView } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import { foresee, foresightNotes, foresightSentence, movedOn } from './foresight.ts'

const preview: CancelPreview = { undone: [{ path: 'each[1].pack', order: 1 }, { path: 'each[0].pack', order: 2 }, { path: 'room', order: 3 }], kept: ['mail'], unknown: ['ship'] }
const took = (path: string, ms: number): StepView => ({ path, status: 'succeeded', attempt: 1, attempts: [{ attempt: 1, startedAt: 0, endedAt: ms, outcome: 'succeeded', logs: [] }] })

describe('what a cancel would do', () => {
  it('is said in one sentence', () => {
    expect(foresightSentence(foresee(preview, (path) => took(path, path === 'room' ? 30_000 : 5000)))).toBe('3 undone, 1 cannot be undone, 1 unknown, about 40 s')
    expect(foresightSentence(foresee({ undone: [], kept: [], unknown: [] }, () => undefined))).toContain('nothing to undo')
  })

  it('undos that begin together take as long as the longest', () => {
    const together = { ...preview, undone: preview.undone.map(({ path }) => ({ path, order: 1 })) }
    expect(foresee(together, (path) => took(path, path === 'room' ? 30 : 5)).about).toBe(30)
  })

  it('stands at the cards as numbers, locks and question marks', () => {
    expect([...foresightNotes(preview)].map(([path, note]) => [path, note.kind, note.text])).toEqual([['each.pack', 'undo', '1–2'], ['room', 'undo', '3'], ['mail', 'lock', ''], ['ship', 'doubt', '?']])
  })

  it('says how the run has moved on since it was shown', () => {
    const titleOf = (path: string) => path.toUpperCase()
    expect(movedOn(preview, preview, titleOf)).toEqual([])
    expect(movedOn(preview, { undone: [{ path: 'ship', order: 1 }, ...preview.undone], kept: ['mail', 'label'], unknown: [] }, titleOf)).toEqual(['SHIP has succeeded meanwhile, and would be undone too.', 'LABEL has succeeded meanwhile, and cannot be undone.'])
    expect(movedOn(preview, { ...preview, unknown: [] }, titleOf)).toEqual(['SHIP is no longer in flight.'])
  })
})
