import { memoryPorts, startRun, type RunEvent } from '@eddy/engine'
import { ScriptedExecutor, type Script } from '@eddy/engine/testing'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { chain, post, remove, stageOf } from '../testing/stages.ts'
import { backtest } from './backtest.ts'
import type { RecordedRun } from './recorded-run.ts'

/** A real run, on a real clock, with real results of its own. */
async function record(document: Pick<WorkflowDocument, 'steps'> & Partial<WorkflowDocument>, scripts: { readonly [name: string]: Script } = {}, input: { readonly [name: string]: Json } = {}): Promise<RecordedRun> {
  const stage = stageOf(document)
  const answers = new ScriptedExecutor(scripts)
  const ports = memoryPorts({ evaluator: stage.logic.evaluator, executor: { execute: (request) => stage.logic.execute(request) ?? answers.execute(request) } })
  const run = startRun({ runId: 'recorded', plan: stage.plan, ports, input })
  const { status } = await run.settled()
  return { runId: 'recorded', status, events: structuredClone(ports.journal.events) as RunEvent[] }
}

const made = (id: number): Script => () => ({ kind: 'ok', value: { status: 201, headers: {}, body: { id, total: id * 10 } } })
const refused: Script = () => ({ kind: 'fail', error: { code: 'HTTP_409', message: 'sold out', retryable: false } })
const trip = chain(['room', 'card'])
const pay = (path: string): WorkflowDocument => ({
  eddy: 1,
  name: 'test',
  steps: [post('room'), { name: 'dear', kind: 'switch', arguments: [{ name: 'total', from: { result: 'room' }, path: ['body', 'total'] }], branches: [{ when: path, steps: [post('ask')] }, { steps: [post('card')] }] }],
  handlers: [remove('room'), remove('ask'), remove('card')],
})

describe('backtest', () => {
  it('goes the same way with the same document', async () => {
    const runs = [await record(trip, { room: made(1), card: made(2) }), await record(trip, { room: made(3), card: refused })]
    const { runs: tested, sentence } = await backtest(stageOf(trip), runs)
    expect(tested.map(({ verdict, before, after }) => [verdict, before, after])).toEqual([['same', 'succeeded', 'succeeded'], ['same', 'rolled_back', 'rolled_back']])
    expect(sentence).toBe('Of 2 recorded runs: 2 the same.')
  })

  it('takes the recorded results, not made up ones', async () => {
    const run = await record(pay('total > 100'), { room: made(5), card: made(6) })
    expect((await backtest(stageOf(pay('total > 100')), [run])).runs[0]?.verdict).toBe('same')
    expect((await backtest(stageOf(pay('total > 40')), [run])).runs[0]).toMatchObject({ verdict: 'needs_result', where: 'dear.ask', sentence: 'It would need a result of "Ask" that was never recorded.' })
  })

  it('tells where a result is used for another call', async () => {
    const run = await record({ steps: [post('room', { undo: 'none', arguments: [{ name: 'n', from: { value: 1 } }] })] }, { room: made(1) })
    expect((await backtest(stageOf({ steps: [post('room', { undo: 'none', arguments: [{ name: 'n', from: { value: 2 } }] })] }), [run])).runs[0]).toMatchObject({ verdict: 'needs_result', where: 'room', sentence: 'It would call "Room" with other arguments, so the recorded result need not hold.' })
  })

  it('tells another path, another outcome and another rollback', async () => {
    const succeeded = await record(trip, { room: made(1), card: made(2) })
    const failed = await record(trip, { room: made(1), card: refused })
    const logged = { ...trip, steps: [...trip.steps, { name: 'note', kind: 'log', config: { message: 'done' }, waitFor: ['card'] }] }
    expect((await backtest(stageOf(logged), [succeeded])).runs[0]).toMatchObject({ verdict: 'different_path', where: 'note' })
    const forgiving = chain(['room', 'card'], { card: { onError: [{ when: 'true', then: 'continue', value: 'null' }] } })
    expect((await backtest(stageOf(forgiving), [failed])).runs[0]).toMatchObject({ verdict: 'different_outcome', before: 'rolled_back', after: 'succeeded' })
    const { steps, handlers } = chain(['room', 'card'], { room: { undo: 'none' } })
    expect((await backtest(stageOf({ steps, ...(handlers ? { handlers } : {}) }), [failed])).runs[0]).toMatchObject({ verdict: 'undoes_differently', where: 'room' })
  })

  it('does not compare what is not over', async () => {
    const run = await record(trip, { room: made(1), card: made(2) })
    expect((await backtest(stageOf(trip), [{ ...run, status: 'running' }, { ...run, events: [] }])).runs.map(({ verdict }) => verdict)).toEqual(['not_comparable', 'not_comparable'])
  })
})
