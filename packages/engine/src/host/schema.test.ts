import type { Json, JsonSchema, SchemaFault } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { signalFaults } from '../decide/signal-faults.ts'
import { pathEvaluator, runDocument, step } from '../testing/index.ts'

/** As much of JSON Schema as these cases need. */
function schemaFaults({ type }: JsonSchema, value: Json): readonly SchemaFault[] {
  return typeof value === type ? [] : [{ path: '', message: `no ${String(type)}` }]
}

const evaluator = { ...pathEvaluator, faults: schemaFaults }
const schema = { type: 'object', required: ['paid'] }
const wait = (name: string, more: { readonly [key: string]: Json } = { schema }) => step(name, { kind: 'wait.signal', config: { name: 'payment', ...more } })

describe('the schema of a wait', () => {
  it('H3 refuses a payload that does not fit, and the wait goes on', async () => {
    const { run, log } = runDocument({ steps: [wait('w')] }, { evaluator })
    expect(run.signal({ name: 'payment', payload: 'much' })).toBe(false)
    expect(signalFaults(run.state, { name: 'payment', payload: 'much' }, schemaFaults)).toMatchObject([{ path: '' }])
    expect(log()).not.toContain('signal.received w')
    expect(run.signal({ name: 'payment', payload: { paid: 7 } })).toBe(true)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: { paid: 7 } })
  })

  it('H3 is that of the step that waits, where one does', async () => {
    const { run } = runDocument({ steps: [wait('w'), { ...wait('v', {}), waitFor: ['w'] }] }, { evaluator })
    expect(run.signal({ name: 'payment', payload: 'much' })).toBe(false)
    run.signal({ name: 'payment', payload: { paid: 7 } })
    expect(run.signal({ name: 'payment', payload: 'much' })).toBe(true)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'much' })
  })

  it('H3 keeps an early signal that fits a wait to come, and no other', async () => {
    const { run } = runDocument({ steps: [step('before', { kind: 'wait.signal', config: { name: 'go' } }), { ...wait('w'), waitFor: ['before'] }] }, { evaluator })
    expect([run.signal({ name: 'payment', payload: 1 }), run.signal({ name: 'payment', payload: { paid: 1 } })]).toEqual([false, true])
    run.signal({ name: 'go', payload: null })
    expect(await run.settled()).toMatchObject({ value: { paid: 1 } })
  })
})

describe('the inputs of a composed workflow', () => {
  const inner = { eddy: 1, name: 'inner', inputs: [{ name: 'n', schema: { type: 'number' }, default: 1 }], steps: [step('i', { arguments: [{ name: 'n', from: { input: 'n' } }] })] } as const
  const composed = (value: Json | undefined) => runDocument({ steps: [step('c', { kind: 'compose', config: { workflow: 'inner' }, arguments: value === undefined ? [] : [{ name: 'n', from: { value } }] })] }, { evaluator, workflow: () => inner })

  it('S3 must fit their schemas: what does not fails the step before anything inside begins', async () => {
    const { run, executor } = composed('seven')
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'INPUT_ERROR', step: 'c', retryable: false, message: expect.stringContaining('input "n"') } })
    expect(executor.calls).toEqual([])
  })

  it('S3 are as they were given, or their defaults', async () => {
    const given = composed(7)
    expect(await given.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(given.executor.calls[0]?.arguments).toEqual({ n: 7 })
    const none = composed(undefined)
    await none.run.settled()
    expect(none.executor.calls[0]?.arguments).toEqual({ n: 1 })
  })
})
