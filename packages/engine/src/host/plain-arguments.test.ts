import { expect, it } from 'vitest'
import type { Json } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import { plan } from '../plan/plan-workflow.ts'
import type { StepRequest } from '../port/step-executor.ts'
import { fakeCatalog, ok, pathEvaluator, step } from '../testing/index.ts'
import { memoryPorts } from './memory-ports.ts'
import { startRun } from './start-run.ts'

/** Steps with none to eleven arguments, some of them results: as many that the values alone are noted, and more; over many pieces of the log. */
const STEPS = 300
const MOST = 12
const KINDS = ['pure', 'effect'] as const

const given = (at: number, of: number): Json => (of % 3 === 0 ? { at, of } : of % 3 === 1 ? -0 : `${at}.${of}`)

function planned() {
  const steps = Array.from({ length: STEPS }, (_, at) => {
    const values = Array.from({ length: at % MOST }, (_, of) => ({ name: `a${of}`, from: of === 2 ? { result: `s${at - 1}` } : { value: given(at, of) } }))
    return step(`s${at}`, { kind: KINDS[at % 2] ?? 'pure', arguments: values })
  })
  return plan({ eddy: 1, name: 'test', steps, options: { maxConcurrency: 3 } }, { catalog: fakeCatalog() })
}

async function play(spoil: (args: { [name: string]: Json }) => void = () => undefined) {
  const handed = new Map<string, { readonly [name: string]: Json }>()
  const told: RunEvent[] = []
  const executor = {
    execute({ path, arguments: args }: StepRequest) {
      handed.set(path, { ...args })
      if (Object.keys(args).length > 0) spoil(args)
      return ok(path)
    },
  }
  const ports = memoryPorts({ executor, evaluator: pathEvaluator, middleware: [{ name: 'watch', event: (event) => void told.push(event) }] })
  await startRun({ runId: 'r', plan: planned(), ports, input: {} }).settled()
  return { handed, told, events: ports.journal.events }
}

const startsOf = (events: readonly RunEvent[]) => events.flatMap((event) => (event.type === 'step.started' ? [[event.step, event.data.arguments]] : []))

it('F1 S3 a start is recorded with the arguments that its step was handed, however many', async () => {
  const { handed, told, events } = await play()
  expect(startsOf(events)).toHaveLength(STEPS)
  expect(startsOf(events)).toStrictEqual([...handed])
  expect(startsOf(told)).toStrictEqual([...handed])
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
})

it('F1 what a step does to the few arguments that it was handed is not recorded as its arguments', async () => {
  const { handed, events } = await play((args) => (args['a0'] = 'spoilt'))
  const few = ([path]: readonly [string, unknown]) => Number(path.slice(1)) % MOST <= 8
  expect(startsOf(events).filter((start) => few(start as [string, unknown]))).toStrictEqual([...handed].filter(few))
})
