import { expect, it } from 'vitest'
import { plan } from '../plan/plan-workflow.ts'
import type { RunEvent } from '../event/event.ts'
import type { Outcome } from '../port/step-executor.ts'
import { fakeCatalog } from '../testing/fake-catalog.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { pathEvaluator, ScriptedExecutor } from '../testing/scripted-executor.ts'
import { memoryPorts } from './memory-ports.ts'
import { startRun } from './start-run.ts'

/** A clock that is a millisecond later each time. */
class Ticking extends ManualClock {
  #looks = 0

  override now(): number {
    return super.now() + this.#looks++
  }
}

/** Three steps in flight whose outcomes are promised, and what their run hands to its journal from then on, piece by piece. */
function three() {
  const resolvers: ((outcome: Outcome) => void)[] = []
  const promised = () => new Promise<Outcome>((resolve) => resolvers.push(resolve))
  const pieces: (readonly RunEvent[])[] = []
  const steps = [{ name: 'a', kind: 'pure' }, { name: 'b', kind: 'pure' }, { name: 'c', kind: 'pure' }, { name: 'z', kind: 'pure', waitFor: ['a', 'b', 'c'] }]
  const planned = plan({ eddy: 1, name: 'test', steps }, { catalog: fakeCatalog() })
  const ports = memoryPorts({ executor: new ScriptedExecutor({ a: promised, b: promised, c: promised }), evaluator: pathEvaluator, clock: new Ticking(), onEvents: (events) => pieces.push(events) })
  const run = startRun({ runId: 'run', plan: planned, input: {}, ports })
  pieces.length = 0
  return { run, pieces, answer: (index: number, value: string) => resolvers[index]?.({ kind: 'ok', value }) }
}

const line = ({ type, step }: RunEvent) => (step === undefined ? type : `${type} ${step}`)

it('F1 S1 outcomes that come in the same moment are taken in together, in the order in which they came', async () => {
  const { run, pieces, answer } = three()
  answer(2, 'c')
  answer(0, 'a')
  answer(1, 'b')
  await run.settled()
  expect(pieces[0]?.slice(0, 4).map(line)).toEqual(['step.succeeded c', 'step.succeeded a', 'step.succeeded b', 'step.ready z'])
})

it('F1 H4 what is asked of a run comes after the outcomes that came before it', async () => {
  const { run, pieces, answer } = three()
  answer(0, 'a')
  // it has come, and the run has not gone on yet
  await Promise.resolve()
  run.cancel()
  expect(pieces.flat().slice(0, 2).map(line)).toEqual(['step.succeeded a', 'run.cancelled'])
})

it('F1 each outcome is dated when it is taken in, however many come together', async () => {
  const { run, pieces, answer } = three()
  answer(0, 'a')
  answer(1, 'b')
  answer(2, 'c')
  await run.settled()
  const [a, b, c] = (pieces[0] ?? []).map(({ at }) => at)
  expect([(b ?? 0) - (a ?? 0) > 0, (c ?? 0) - (b ?? 0) > 0]).toEqual([true, true])
})
