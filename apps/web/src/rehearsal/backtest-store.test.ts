import { memoryPorts, startRun, type RunEvent } from '@eddy/engine'
import { backtest, setStage, type RecordedRun } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { createBacktestStore, type BacktestDeps } from './backtest-store.ts'
import type { Play } from './worker-messages.ts'

const logic = createLogic()
const stageOf = ({ document, library }: Play) => setStage(document, { catalog, logic, workflow: (reference) => library[reference] })
const sum = (expr: string, more: WorkflowDocument['steps'] = []): Play => ({ document: { eddy: 1, name: 'sum', inputs: [{ name: 'n' }], steps: [{ name: 'sum', kind: 'expression', config: { expr }, arguments: [{ name: 'n', from: { input: 'n' } }] }, ...more] }, library: {} })

async function record(runId: string, play: Play): Promise<RecordedRun> {
  const stage = stageOf(play)
  const ports = memoryPorts({ evaluator: logic.evaluator, executor: { execute: (request) => logic.execute(request) ?? Promise.reject(new Error('no effect')) } })
  const { status } = await startRun({ runId, plan: stage.plan, ports, input: { n: 1 } }).settled()
  return { runId, status, events: structuredClone(ports.journal.events) as RunEvent[] }
}

/** The worker's own work, without the thread. */
function worker(): BacktestDeps['worker'] & { idle(): Promise<void>; asked: number } {
  let done: Promise<unknown> = Promise.resolve()
  const hands = {
    asked: 0,
    idle: async () => void (await done),
    ask: (question: Parameters<BacktestDeps['worker']['ask']>[0], listener: Parameters<BacktestDeps['worker']['ask']>[1]) => {
      if (question.type !== 'backtest') throw new Error('it asks for nothing else')
      const id = ++hands.asked
      const work = async () => {
        for (const [index, recorded] of question.runs.entries()) {
          const [run] = (await backtest(stageOf(question.play), [recorded])).runs
          if (run !== undefined && id === hands.asked) listener({ type: 'backtested', run, last: index === question.runs.length - 1 })
        }
      }
      done = Promise.all([done, work()])
    },
  }
  return hands
}

it('takes the recorded runs through the draft, and again after an edit, only while somebody looks', async () => {
  const runs = [await record('one', sum('n + 1')), await record('two', sum('n + 1'))]
  const hands = worker()
  const store = createBacktestStore({ worker: hands, recorder: { list: async () => runs.map(({ runId }) => ({ runId, startedAt: '2030-01-01T00:00:00Z' })), load: async (runId) => runs.find((run) => run.runId === runId) ?? Promise.reject(new Error('none')) } })
  const verdicts = () => [...store.getState().tested.values()].map(({ verdict }) => verdict)
  store.getState().setPlay(sum('n + 1'))
  store.getState().setShown(true)
  await store.getState().start()
  await hands.idle()
  expect([verdicts(), store.getState().busy]).toEqual([['same', 'same'], undefined])
  store.getState().setPlay(sum('n + 1', [{ name: 'tell', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:1/' }, waitFor: ['sum'] }]))
  await hands.idle()
  expect(verdicts()).toEqual(['needs_result', 'needs_result'])
  expect(store.getState().tested.get('one')).toMatchObject({ where: 'tell' })
  store.getState().setShown(false)
  store.getState().setPlay(sum('n + 1'))
  expect(hands.asked).toBe(2)
  store.getState().setShown(true)
  await hands.idle()
  expect([hands.asked, verdicts()]).toEqual([3, ['same', 'same']])
})

it('says in a sentence what kept it from the runs, and that there are none', async () => {
  const store = createBacktestStore({ worker: worker(), recorder: { list: () => Promise.reject(new Error('the server is away')), load: () => Promise.reject(new Error('never asked')) } })
  store.getState().setPlay(sum('n'))
  await store.getState().start()
  expect([store.getState().problem, store.getState().busy]).toEqual(['The recorded runs could not be fetched: the server is away', undefined])
  const none = createBacktestStore({ worker: worker(), recorder: { list: async () => [], load: () => Promise.reject(new Error('never asked')) } })
  none.getState().setPlay(sum('n'))
  await none.getState().start()
  expect([none.getState().recordings, none.getState().busy, none.getState().problem]).toEqual([[], undefined, undefined])
})
