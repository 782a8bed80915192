import type { Step, WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../matrix/matrix.ts'
import { failureMatrix } from '../matrix/failure-matrix.ts'
import { bookATrip, chain, post, remove, stageOf } from '../testing/stages.ts'
import { compensationCoverage } from './compensation-coverage.ts'

const states = (document: Pick<WorkflowDocument, 'steps' | 'handlers'>) => Object.fromEntries(compensationCoverage(stageOf(document)).steps.map(({ step, state }) => [step, state]))

describe('compensationCoverage', () => {
  it('tells covered, half done, on purpose and missing apart, in one number', () => {
    const { steps, handlers = [] } = chain(['room', 'card', 'mail', 'sms'], { room: { compensate: 'void' }, mail: { undo: 'none' } })
    const bare = steps.map((step) => (step.name === 'sms' ? { ...step, undo: undefined } : step)).map(({ undo, ...step }) => (undo === undefined ? step : { ...step, undo }))
    const coverage = compensationCoverage(stageOf({ steps: [...bare, { name: 'file', kind: 'file.write', config: { path: 'a.txt', content: 'x' } }, { name: 'sum', kind: 'expression', config: { expr: '1' } }], handlers: [...handlers, { name: 'void', kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:1/room' } }] }))
    expect(Object.fromEntries(coverage.steps.map(({ step, state }) => [step, state]))).toEqual({ room: 'covered', card: 'half_done', mail: 'irreversible', sms: 'missing', file: 'covered' })
    expect([coverage.percent, coverage.strictPercent]).toEqual([80, 60])
    expect(coverage.sentence).toBe('Of 5 steps with an effect: 2 covered, 1 covered, but not half done, 1 irreversible on purpose, 1 missing.')
  })

  it('is 100 where nothing has an effect', () => {
    expect(compensationCoverage(stageOf({ steps: [{ name: 'sum', kind: 'expression', config: { expr: '1' } }] }))).toMatchObject({ percent: 100, steps: [], sentence: 'No step has an effect.' })
  })

  it('knows the point of no return', () => {
    const { steps, handlers } = chain(['room', 'pay', 'mail'], { pay: { role: 'pivot', undo: 'none' } })
    const bare = steps.map(({ undo, ...step }) => (step.name === 'mail' || undo === undefined ? step : { ...step, undo }))
    expect(states({ steps: bare, ...(handlers ? { handlers } : {}) })).toEqual({ room: 'half_done', pay: 'irreversible', mail: 'irreversible' })
  })

  it('knows an undo that can never run, and one that does nothing', () => {
    const steps = [
      { name: 'box', kind: 'group', reversible: false, steps: [post('seat')] },
      post('meal', { undo: 'say' }),
    ]
    const coverage = compensationCoverage(stageOf({ steps, handlers: [remove('seat'), { name: 'say', title: 'Tell the cook', kind: 'log', config: { message: 'undone' } }] }))
    expect(coverage.steps.map(({ step, state, sentence }) => [step, state, sentence])).toEqual([
      ['box.seat', 'missing', 'Its undo can never run: "Box" is not reversible.'],
      ['meal', 'missing', 'Its undo "Tell the cook" does nothing to the world.'],
    ])
  })

  it('counts in how many rehearsals each undo ran', async () => {
    const stage = stageOf(bookATrip())
    const coverage = compensationCoverage(stage, await failureMatrix(stage))
    expect(coverage.steps.map(({ step, state }) => [step, state])).toEqual([['flight', 'half_done'], ['hotel', 'half_done'], ['car', 'half_done']])
    for (const { ran } of coverage.steps) expect(ran).toBeGreaterThan(1)
  })
})

describe('seeded defects', () => {
  it('an undo that reads a later result is found without running', () => {
    const { steps, handlers = [] } = chain(['room', 'card'])
    const reading = handlers.map((handler) => (handler.name === 'undo_room' ? { ...handler, arguments: [{ name: 'id', from: { result: 'card' }, path: ['body', 'id'] }] } : handler))
    const { steps: found } = compensationCoverage(stageOf({ steps, handlers: reading }))
    expect(found[0]).toMatchObject({ step: 'room', state: 'unreadable', sentence: 'Its undo "Undo room" cannot be called: it reads the result of "Card", which need not exist when "Room" is undone.' })
  })

  it('and by the matrix: the rollback is incomplete where the later step fails', async () => {
    const { steps, handlers = [] } = chain(['room', 'card'])
    const reading = handlers.map((handler) => (handler.name === 'undo_room' ? { ...handler, arguments: [{ name: 'id', from: { result: 'card' }, path: ['body', 'id'] }] } : handler))
    const matrix = await failureMatrix(stageOf({ steps, handlers: reading }))
    const cell = cellsOf(matrix).find(({ step, kind }) => step === 'card' && kind === 'fail')
    expect(cell).toMatchObject({ end: 'rollback_incomplete', left: ['room'], residue: [{ step: 'room', why: 'undo_failed' }] })
    expect(cell?.unreadable[0]?.message).toContain('step "card" has no result')
  })

  it('an undo that reads what its result does not have is found by the matrix', async () => {
    const stage = stageOf({ steps: [{ name: 'file', kind: 'file.write', config: { path: 'a.txt', content: 'x' }, undo: 'erase' }, post('card', { after: ['file'], undo: 'none' })], handlers: [{ name: 'erase', kind: 'file.rm', config: { path: '{{ name }}' }, arguments: [{ name: 'name', from: { origin: 'value' }, path: ['file'] }] }] })
    expect(compensationCoverage(stage).steps[0]?.state).toBe('half_done')
    expect(compensationCoverage(stage, await failureMatrix(stage)).steps[0]).toMatchObject({ state: 'unreadable', ran: 0 })
  })

  it('an undo that does once more what it is to undo is found, and what it leaves', async () => {
    const { steps, handlers = [] } = chain(['room', 'card'])
    const again: Step = { ...remove('room'), title: 'Undo room', config: { method: 'POST', url: 'http://127.0.0.1:1/room' }, arguments: [{ name: 'value', from: { origin: 'value' } }] }
    const stage = stageOf({ steps, handlers: handlers.map((handler) => (handler.name === 'undo_room' ? again : handler)) })
    expect(compensationCoverage(stage)).toMatchObject({ percent: 50, steps: [{ step: 'room', state: 'missing', sentence: 'Its undo "Undo room" does the same once more, which takes nothing back.' }, { step: 'card', state: 'half_done' }] })
    const failed = cellsOf(await failureMatrix(stage)).find(({ step, kind }) => step === 'card' && kind === 'fail')
    expect(failed?.residue).toEqual([{ step: 'room', effect: 'HTTP POST http://127.0.0.1:1/room', why: 'empty_undo' }])
  })

  it('a missing undo is found, and what it leaves', async () => {
    const { steps, handlers } = chain(['room', 'card'])
    const bare = steps.map(({ undo, ...step }) => (step.name === 'room' || undo === undefined ? step : { ...step, undo }))
    const stage = stageOf({ steps: bare, ...(handlers ? { handlers } : {}) })
    const matrix = await failureMatrix(stage)
    expect(compensationCoverage(stage, matrix)).toMatchObject({ percent: 50, steps: [{ step: 'room', state: 'missing' }, { step: 'card', state: 'half_done' }] })
    expect(cellsOf(matrix).find(({ step, kind }) => step === 'card' && kind === 'fail')?.residue).toEqual([{ step: 'room', effect: 'HTTP POST http://127.0.0.1:1/room', why: 'no_undo' }])
  })

  it('a half-done failure is found, and what it leaves', async () => {
    const stage = stageOf(chain(['room', 'card']))
    const matrix = await failureMatrix(stage, { kinds: ['half_done'] })
    expect(cellsOf(matrix).map(({ step, end, residue }) => [step, end, residue.map(({ why, step: at }) => `${at} ${why}`)])).toEqual([
      ['room', 'rolled_back', ['room half_done']],
      ['card', 'rolled_back', ['card half_done']],
    ])
  })
})
