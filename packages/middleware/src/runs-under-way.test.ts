import { describe, expect, it } from 'vitest'
import type { Plan, RunEvent } from '@eddy/engine'
import { fail, ok, step, type TestOptions, type TestRun } from '@eddy/engine/testing'
import type { WorkflowDocument } from '@eddy/workflow'
import { KnownSteps, pathPattern } from './known-steps.ts'
import { RunsUnderWay } from './runs-under-way.ts'
import { runToRest } from './testing/replay.ts'

/** The outcomes told in the course of a log, and how many runs are kept after it. */
function outcomes({ events, plan }: { readonly events: readonly RunEvent[]; readonly plan: Plan }) {
  const runs = new RunsUnderWay(() => null)
  const told = events.map((event) => runs.next(event, { runId: 'run', plan, input: {}, status: 'running' })?.outcome).filter((outcome) => outcome !== undefined)
  return { told, kept: runs.size }
}

const saga = { steps: [step('a', { kind: 'effect', undo: 'undo' }), step('b', { kind: 'effect', after: ['a'] })], handlers: [step('undo')] }
const no = () => fail('no', { retryable: false })

describe('runs under way', () => {
  const endings: readonly [string, Partial<WorkflowDocument>, TestOptions, (test: TestRun) => void][] = [
    ['succeeded', {}, {}, () => {}],
    ['rolled_back', {}, { scripts: { b: no } }, () => {}],
    ['rolled_back', { failure: { steps: [step('tell')] } }, { scripts: { b: no } }, () => {}],
    ['rollback_incomplete', {}, { scripts: { b: no, undo: no } }, () => {}],
    ['failed', { options: { timeout: 'PT1S' }, steps: [step('a', { kind: 'effect', role: 'pivot' }), step('b', { kind: 'wait.timer', config: { duration: 'PT1H' }, after: ['a'] })] }, {}, () => {}],
    ['cancelled', { options: { timeout: 'PT1S', onTimeout: 'cancel' }, steps: [step('b', { kind: 'wait.timer', config: { duration: 'PT1H' } })] }, {}, () => {}],
    ['halted', {}, { scripts: { b: () => ({ kind: 'halt', value: 1 }) } }, () => {}],
    ['cancelled', { steps: [step('w', { kind: 'wait.signal', config: { name: 's' } }), step('c')] }, {}, (test) => test.run.cancel()],
    ['cancelled', { steps: [step('w', { kind: 'wait.signal', config: { name: 's' } }), step('c')] }, {}, (test) => test.run.cancel({ rollback: false })],
  ]
  it.each(endings)('end as %s', async (outcome, document, options, act) => {
    const waits = document.steps?.some(({ kind }) => kind === 'wait.signal')
    const test = await runToRest({ ...saga, ...document }, { ...options, ...(waits ? { scripts: { c: () => ({ kind: 'halt', value: 1 }) } } : {}) })
    act(test)
    await test.run.settled()
    expect(test.run.state.status).toBe(outcome)
    expect(outcomes(test)).toEqual({ told: waits ? ['halted', outcome] : [outcome], kept: 0 })
  })

  it('end as refused when a middleware has refused them', async () => {
    const test = await runToRest(saga, { middleware: [{ name: 'no', init: () => ({ refuse: { code: 'NO', message: 'no' } }) }] })
    expect(outcomes(test)).toEqual({ told: ['refused'], kept: 0 })
  })

  it('come to rest again after they were resumed, and after they were undone', async () => {
    const test = await runToRest(saga, { scripts: { b: () => ({ kind: 'halt', value: 1 }) } })
    test.run.resume()
    await test.run.settled()
    test.run.undo()
    await test.run.settled()
    expect(outcomes(test)).toEqual({ told: ['halted', 'succeeded', 'rolled_back'], kept: 0 })
  })

  it('are known from where a host has taken them up', async () => {
    const { events, plan } = await runToRest(saga, { scripts: { b: no } })
    const from = (type: RunEvent['type']) => outcomes({ events: events.slice(events.findIndex((event) => event.type === type)), plan })
    expect([from('step.succeeded'), from('step.failed'), from('undo.succeeded')]).toEqual([
      { told: ['rolled_back'], kept: 0 },
      { told: ['rolled_back'], kept: 0 },
      { told: [], kept: 0 },
    ])
  })
})

describe('known steps', () => {
  it('finds steps by their path, also where branches share names', async () => {
    const branch = (kind: string) => ({ steps: [step('x', { kind })] })
    const steps = [
      step('pick', { kind: 'switch', branches: [{ when: 'false', ...branch('effect') }, branch('once')] }),
      step('first', { kind: 'race', branches: [branch('effect'), branch('once')] }),
      step('each', { kind: 'map', arguments: [{ name: 'source', from: { value: [1] } }], steps: [step('grow', { kind: 'once' })] }),
    ]
    const { events, plan } = await runToRest({ steps }, { scripts: { grow: () => ({ ...ok(), steps: [step('more', { kind: 'undoable' })] }) } })
    const known = new KnownSteps(plan)
    for (const event of events) known.note(event)
    const paths = ['pick.x', 'first[0].x', 'first[1].x', 'each[0].grow', 'each[0].more', 'each[0].none', 'none', 'none.x', '']
    expect(paths.map((path) => known.at(path)?.step.kind)).toEqual(['once', 'effect', 'once', 'once', 'undoable', undefined, undefined, undefined, undefined])
  })

  it('names elements alike', () => {
    expect(pathPattern('each[13].in[2].x')).toBe('each[].in[].x')
  })
})
