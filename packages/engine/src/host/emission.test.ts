import { describe, expect, it } from 'vitest'
import type { Step } from '@eddy/workflow'
import { plan } from '../plan/plan-workflow.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const emits = (value: number | null, ...steps: Step[]): Script => () => ({ kind: 'ok', value, steps })
const sees = (name: string) => [{ name: 'x', from: { result: name } }]

describe('emitted steps', () => {
  it('S7 are planned into the running graph and read any earlier result', async () => {
    const { run, executor, log } = runDocument({ steps: [step('early'), step('e', { after: ['early'] }), step('z', { after: ['e'] })], return: 'z' }, { scripts: { early: () => ok(7), e: emits(1, step('n1', { arguments: sees('early') }), step('n2', { arguments: sees('n1') })), n1: () => ok(8) } })
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.map(({ path, arguments: args }) => [path, args])).toEqual([['early', {}], ['e', {}], ['z', {}], ['n1', { x: 7 }], ['n2', { x: 8 }]])
    expect(log().slice(6, 8)).toEqual(['steps.emitted e', 'step.succeeded e'])
  })

  it('S7 are undone like all others', async () => {
    const { run, clock } = runDocument({ steps: [step('e', undo), step('wait', { kind: 'wait.timer', after: ['e'], config: { duration: 'PT1S' } }), step('bad', { after: ['wait'] })], handlers }, { scripts: { e: emits(null, step('n', undo)), bad: () => fail() } })
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['n', 'e'] })
  })

  it('S7 may take over the name of their emitter: a loop', async () => {
    let round = 0
    const loop: Script = () => (++round < 5 ? { kind: 'ok', value: round, steps: [step('loop', { ...undo, arguments: sees('seed') })] } : ok(round))
    const { run, log, executor } = runDocument({ steps: [step('seed'), step('loop', { ...undo, arguments: sees('seed') }), step('after', { arguments: sees('loop') }), step('bad', { after: ['after'] })], handlers }, { scripts: { seed: () => ok(1), loop, bad: () => fail() } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['loop', 'loop', 'loop', 'loop', 'loop'] })
    expect(executor.calls.find((call) => call.path === 'after')?.arguments).toEqual({ x: 5 })
    expect(log().filter((line) => line === 'step.started loop')).toHaveLength(5)
    expect(new Set(executor.calls.filter((call) => call.purpose === 'run' && call.path === 'loop').map((call) => call.idempotencyKey)).size).toBe(5)
  })

  it.each([
    ['an unknown reference', [step('n', { after: ['nowhere'] })], /nowhere/],
    ['a cycle', [step('n', { after: ['m'] }), step('m', { after: ['n'] })], /wait for each other/],
    ['a cycle through the graph', [step('e', { after: ['z'] })], /waits for "e"/],
    ['a name that is taken', [step('z')], /"z" already/],
    ['what is no step', [{ name: 'N O', kind: 'pure' }], /a name and a kind/],
    ['arguments that are no list', [{ name: 'n', kind: 'pure', arguments: 5 }], /"n" has arguments/],
    ['an argument from nowhere', [{ name: 'n', kind: 'pure', arguments: [{ name: 'x' }] }], /"n" has arguments/],
    ['a container without steps', [{ name: 'n', kind: 'group' }], /"n" is a group without steps/],
    ['a branch that is none', [{ name: 'n', kind: 'switch', branches: [null] }], /"n" has branches/],
    ['what is no step inside a container', [{ name: 'n', kind: 'group', steps: [null] }], /a name and a kind/],
    ['an unknown reference inside a container', [step('n', { kind: 'group', steps: [step('m', { after: ['nowhere'] })] })], /nowhere/],
    ['a return step that is not there', [step('n', { kind: 'group', return: 'nobody', steps: [step('m')] })], /returns "nobody"/],
    ['an unknown handler', [step('n', { undo: 'nobody' })], /the handler "nobody"/],
    ['an unknown input', [step('n', { arguments: [{ name: 'x', from: { input: 'nobody' } }] })], /the input "nobody"/],
    ['an unknown element', [step('n', { arguments: [{ name: 'x', from: { element: 'nobody' } }] })], /an element of "nobody"/],
    ['a duration that is none', [step('n', { timeout: 'soon' })], /ISO 8601/],
  ] as const)('S7 %s fails the run with a plan error, and the emitter is undone', async (_, steps, message) => {
    const { run } = runDocument({ steps: [step('e', undo), step('z', { after: ['e'] })], handlers }, { scripts: { e: emits(1, ...(steps as unknown as readonly Step[])) } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'PLAN_ERROR', message: expect.stringMatching(message), step: 'e' }, undone: ['e'] })
  })

  it('S7 kinds must exist, inside containers too', () => {
    const planned = plan({ eddy: 1, name: 'test', steps: [step('e')] })
    expect(() => planned.planEmitted(planned.scope.workflow, [step('n', { kind: 'group', steps: [step('m', { kind: 'nobody' })] })])).toThrow(/"m" is of the kind "nobody"/)
  })

  it('S7 who takes over a name and reads it reads what its emitter has come to', async () => {
    const count: Script = (request) => {
      const n = Number(request.arguments['n'] ?? 0) + 1
      return n === 4 ? ok(n) : { kind: 'ok', value: n, steps: [step('count', { arguments: [{ name: 'n', from: { result: 'count' } }], after: ['count'] })] }
    }
    const { run, executor } = runDocument({ steps: [step('count'), step('z', { arguments: sees('count') })] }, { scripts: { count } })
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.map(({ path, arguments: args }) => [path, args])).toEqual([['count', {}], ['count', { n: 1 }], ['count', { n: 2 }], ['count', { n: 3 }], ['z', { x: 4 }]])
  })

  it('S7 S8 a loop without end meets the limit of attempts', async () => {
    const { run } = runDocument({ steps: [step('loop')], options: { maxSteps: 50 } }, { scripts: { loop: emits(null, step('loop')) } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'MAX_STEPS_EXCEEDED' } })
  })

  it('S7 F1 come back from the log, wherever it ends', async () => {
    let round = 0
    const scripts = { loop: ((request) => (request.context.attempt < 4 ? { kind: 'ok', value: ++round, steps: [step('loop', undo), step(`side${request.context.attempt}`, undo)] } : ok(9))) as Script, bad: () => fail() }
    const document = { steps: [step('loop', undo), step('bad', { after: ['loop'] })], handlers }
    const whole = runDocument(document, { scripts })
    const expected = await whole.run.settled()
    expect(expected.undone).toHaveLength(6)
    for (let cut = 1; cut <= whole.events.length; cut++) {
      const again = runDocument(document, { scripts, recover: whole.events.slice(0, cut) })
      const { status, undone } = await again.run.settled()
      expect(status).toBe('rolled_back')
      // newest first, each once, whatever the crash made of the attempts
      expect(undone).toEqual(again.events.flatMap((event) => (event.type === 'step.succeeded' ? [event.step] : [])).toReversed())
    }
  })
})

describe('inside a scope', () => {
  it('S7 emitted steps belong to the emitter\'s scope', async () => {
    const { run, log } = runDocument({ steps: [step('g', { kind: 'group', steps: [step('e')] }), step('z', { after: ['g'] })] }, { scripts: { e: emits(1, step('n')) } })
    await run.settled()
    expect(log().indexOf('step.succeeded g.n')).toBeLessThan(log().indexOf('step.succeeded g'))
    expect(log()).toContain('step.succeeded z')
  })
})
