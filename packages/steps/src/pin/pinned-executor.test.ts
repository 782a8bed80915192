import { describe, expect, it } from 'vitest'
import { memoryPorts, plan, startRun, systemClock, type StepRequest } from '@eddy/engine'
import { trialDocument, type Fixture, type Step, type WorkflowDocument } from '@eddy/workflow'
import { catalog } from '../contract.ts'
import { createInProcessEvaluator } from '../evaluate.ts'
import { pinnedExecutor } from './pinned-executor.ts'

const post = (name: string, more: object = {}): Step => ({ name, kind: 'http.request', config: { method: 'POST', url: `http://shop/${name}` }, undo: 'undo', ...more })
const document: WorkflowDocument = {
  eddy: 1,
  name: 'shop',
  steps: [post('order'), post('charge', { arguments: [{ name: 'order', from: { result: 'order' } }] }), post('ship', { waitFor: ['charge'], retry: { max: 3, backoff: { initial: 'PT0.001S' } } })],
  handlers: [{ name: 'undo', kind: 'http.request', config: { method: 'DELETE', url: 'http://shop' } }],
}

/** Runs with pins over an executor that performs everything, and tells what it was asked. */
async function run(pins: Fixture['pins'], of = document) {
  const asked: string[] = []
  const world = {
    execute: (request: StepRequest) => {
      asked.push(`${request.purpose} ${request.path}`)
      return { kind: 'ok' as const, value: `real ${request.path}` }
    },
  }
  const ports = memoryPorts({ executor: pinnedExecutor(world, { pins }), evaluator: createInProcessEvaluator(), clock: systemClock })
  const handle = startRun({ runId: 'r', plan: plan(trialDocument(of, { fixture: 'f', pins }, catalog), { catalog }), ports, input: {} })
  const result = await handle.settled()
  return { asked, result, events: ports.journal.events }
}

describe('a pinned run', () => {
  it('answers with the value, says so, and performs neither the step nor its undo', async () => {
    const { asked, result, events } = await run({ charge: { kind: 'value', value: 42 }, ship: { kind: 'failure', code: 'LOST', message: 'lost on the way' } })
    expect(asked).toEqual(['run order', 'undo order'])
    expect(result).toMatchObject({ status: 'rolled_back', error: { code: 'LOST', step: 'ship', message: 'lost on the way' } })
    expect(events.find((event) => event.type === 'step.succeeded' && event.step === 'charge')?.data).toEqual({ value: 42, by: 'pin' })
    expect(events.filter((event) => event.type === 'step.started' && event.step === 'ship').length).toBe(4)
    expect(events.find((event) => event.type === 'rollback.completed')?.data).toEqual({ undone: ['order'], left: [], residue: [] })
  })

  it('fails on the first attempts only, and then performs the step', async () => {
    const { asked, result } = await run({ ship: { kind: 'failure', code: 'BUSY', message: 'later', attempts: 2 } })
    expect(asked).toEqual(['run order', 'run charge', 'run ship'])
    expect(result).toMatchObject({ status: 'succeeded', value: 'real ship' })
  })

  it('stands for a whole container, and for a step inside one by its path', async () => {
    const trip: WorkflowDocument = { ...document, steps: [{ name: 'trip', kind: 'group', steps: [post('flight'), post('hotel', { waitFor: ['flight'] })] }, post('after', { waitFor: ['trip'] })] }
    expect((await run({ trip: { kind: 'value', value: 'booked' } }, trip)).asked).toEqual(['run after'])
    const { asked, result } = await run({ 'trip/hotel': { kind: 'failure', code: 'FULL', message: 'full' } }, trip)
    expect(asked).toEqual(['run trip.flight', 'undo trip.flight'])
    expect(result).toMatchObject({ error: { code: 'FULL', step: 'trip.hotel' } })
  })

  it('means every element of a map', async () => {
    const each: WorkflowDocument = { ...document, steps: [{ name: 'each', kind: 'map', config: {}, arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [post('one'), post('two', { waitFor: ['one'] })] }] }
    expect((await run({ 'each/one': { kind: 'value', value: 7 } }, each)).asked.toSorted()).toEqual(['run each[0].two', 'run each[1].two'])
  })
})
