import type { Outcome, StepRequest } from '@eddy/engine'
import { CountingExecutor, planOf, runPlan } from '../run-eddy.ts'
import { expectSame, type Workload } from '../workload.ts'
import { chainSteps, plusOne } from './chain.ts'

/** A chain whose last step fails: all before it are undone, last first. */
export const e7: Workload = {
  id: 'E7',
  title: 'undo: chain, last fails',
  sizes: [1000, 100_000],
  gate: 8,
  stretch: 4,
  bare(n) {
    const steps = Array.from({ length: n }, (_, i) => async (x: number) => {
      if (i === n - 1) throw new Error('the last step fails')
      return x + 1
    })
    return () => bareUndo(steps)
  },
  eddy(n) {
    const planned = planOf(chainSteps(n, 'undoable'))
    const last = `s${n - 1}`
    return async () => {
      const executor = new LastFails(last)
      const { result } = await runPlan(planned, { executor })
      const ordered = result.undone.every((path, i) => path === `s${n - 2 - i}`)
      return { status: result.status, performed: executor.performed, undone: result.undone.length, value: executor.undone, ordered }
    }
  },
  check(result, n) {
    expectSame('status', result.status, 'rolled_back')
    expectSame('calls', result.performed, n)
    expectSame('steps undone', result.undone, n - 1)
    expectSame('undo calls', result.value, n - 1)
    expectSame('undone last first', result.ordered, true)
  },
}

class LastFails extends CountingExecutor {
  readonly #last: string

  constructor(last: string) {
    super((request) => plusOne(request.arguments['x']), true)
    this.#last = last
  }

  override execute(request: StepRequest): Outcome | Promise<Outcome> {
    if (request.purpose !== 'run' || request.step.name !== this.#last) return super.execute(request)
    this.performed++
    return Promise.resolve({ kind: 'fail', error: { code: 'BENCH', message: 'the last step fails', retryable: false } })
  }
}

async function bareUndo(steps: readonly ((x: number) => Promise<number>)[]) {
  const undos: (() => Promise<number>)[] = []
  let value = 0
  let performed = 0
  let undone = 0
  let ordered = true
  try {
    for (const step of steps) {
      performed++
      const at = performed
      value = await step(value)
      undos.push(async () => at)
    }
  } catch {
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      ordered &&= (await undo()) === steps.length - 1 - undone
      undone++
    }
  }
  return { status: 'rolled_back', performed, undone, value: undone, ordered }
}
