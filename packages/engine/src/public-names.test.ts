import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as engine from './index.ts'
import { fakeCatalog, step } from './testing/index.ts'

/** What other programs rely on, as the engine's design names it: none may go, or be called otherwise. */
const EVENTS: { readonly [family: string]: string } = {
  run: 'started succeeded failed halted resumed cancelled timed_out adapted',
  rollback: 'started completed',
  step: 'ready started succeeded failed retrying skipped halted interrupted straggled',
  guard: 'passed stopped',
  compensation: 'started completed continued retrying failed',
  undo: 'started succeeded retrying failed resolved',
  steps: 'emitted',
  timer: 'set fired',
  signal: 'awaited received',
  task: 'offered claimed heartbeat released completed',
}
const FINAL = ['succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed'] as const

const declared = readFileSync(new URL('event/event.ts', import.meta.url), 'utf8')

it('F1 every event of the design is declared by its name', () => {
  const names = Object.entries(EVENTS).flatMap(([family, list]) => list.split(' ').map((name) => `${family}.${name}`))
  expect(names.filter((name) => !declared.includes(`\n  '${name}':`))).toEqual([])
})

it('F1 the core is plan, evolve and decide: a run can be carried out with nothing else', () => {
  const plan = engine.plan({ eddy: 1, name: 'test', steps: [step('a'), step('b', { after: ['a'] })] }, { catalog: fakeCatalog() })
  const state = engine.createState(plan)
  const types: string[] = []
  const record = (fact: { readonly type: engine.EventType; readonly data: unknown; readonly step?: { readonly path: string; readonly attempt: number } | undefined }) => {
    types.push(fact.type)
    const event = { seq: state.seq + 1, at: 0, type: fact.type, data: fact.data, ...(fact.step ? { step: fact.step.path, attempt: fact.step.attempt } : {}) } as engine.RunEvent
    expect(engine.evolve(state, event)).toBe(state)
  }
  record({ type: 'run.started', data: { input: {}, workflow: { name: 'test', hash: '' } } })
  for (let commands = engine.decide(state); commands.length > 0; commands = engine.decide(state)) {
    for (const command of commands) {
      if (command.kind === 'record') for (const fact of command.facts) record(fact)
      else {
        engine.claim(state, command.task)
        if (command.task.kind !== 'attempt') throw new Error(`nothing was said of ${command.task.kind}`)
        record({ type: 'step.started', data: { arguments: {} }, step: command.task.step })
        record({ type: 'step.succeeded', data: { value: command.task.step.path }, step: command.task.step })
      }
    }
  }
  expect(types).toEqual(['run.started', 'step.ready', 'step.started', 'step.succeeded', 'step.ready', 'step.started', 'step.succeeded', 'run.succeeded'])
  expect([state.status, state.value]).toEqual(['succeeded', 'b'])
})

it('F1 the final states are those of the design, and a halted run is not over', () => {
  expect(FINAL.filter((status) => !engine.isFinal(status))).toEqual([])
  expect(engine.isFinal('halted')).toBe(false)
})

it('F1 hosts and embedders find what they are promised', () => {
  expect(Object.keys(engine)).toEqual(expect.arrayContaining(['plan', 'evolve', 'decide', 'startRun', 'recoverRun', 'memoryPorts', 'createState', 'MemoryJournal', 'systemClock', 'adaptProblems', 'createRunView']))
})
