import { createRunView, type MemoryPortsOptions, type Plan, type RunEvent } from '@eddy/engine'
import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { expectSame, type Program, type Workload } from '../workload.ts'
import { dagSteps, randomDag } from './dag.ts'
import { dagWork, e4 } from './e4-dag.ts'

type Observing = Pick<MemoryPortsOptions, 'onEvents' | 'middleware'> & { /** Called after the run. */ readonly end: (n: number, events: () => readonly RunEvent[]) => void }

/** E4 with somebody looking; the reference is E4 by the engine with nobody looking. What counts is the difference per step. */
export const e11: Workload = {
  id: 'E11',
  title: 'E4 observed: hook (onEvents)',
  sizes: [10_000],
  reference: 'E4 by Eddy',
  measure: 'difference',
  gate: 0.2,
  stretch: 0.1,
  bare: (n) => e4.eddy(n),
  eddy: (n) => observed(n, hook),
  check: (result, n) => e4.check(result, n),
  variants: {
    'nothing (noise)': { program: (n) => e4.eddy(n) },
    'hook (middleware event)': { program: (n) => observed(n, middleware), gate: 0.2, stretch: 0.1 },
    'journal read as objects': { program: (n) => observed(n, reader), gate: 1, stretch: 0.5 },
    'RunView attached (createRunView)': { program: (n) => observed(n, inspector) },
  },
}

function observed(n: number, observer: (plan: Plan) => Observing): Program {
  const planned = planOf(dagSteps(randomDag(n)))
  return async () => {
    const executor = new CountingExecutor(dagWork, true)
    const { end, ...observing } = observer(planned)
    const { result, ports } = await runPlan(planned, { executor, ...observing })
    end(n, () => ports.journal.events)
    return resultOf(result, executor)
  }
}

/** Started and succeeded of each step, and the run's own two. */
const least = (n: number) => 2 * n + 2

function hook(): Observing {
  let seen = 0
  const onEvents = (events: readonly RunEvent[]) => {
    seen += events.length
  }
  return { onEvents, end: (n) => expectSame('all events told', seen >= least(n), true) }
}

function middleware(): Observing {
  let seen = 0
  const event = () => {
    seen++
  }
  return { middleware: [{ name: 'watch', event }], end: (n) => expectSame('all events told', seen >= least(n), true) }
}

function reader(): Observing {
  return { end: (n, events) => expectSame('all events read', events().length >= least(n), true) }
}

function inspector(planned: Plan): Observing {
  const view = createRunView(planned)
  return {
    onEvents: (events) => void view.apply(events),
    end(n) {
      expectSame('the view', view.run.status, 'succeeded')
      expectSame('its last step', view.step(`s${n - 1}`)?.status, 'succeeded')
    },
  }
}
