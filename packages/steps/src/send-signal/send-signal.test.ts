import type { Json, Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { createExecutor, type ExecutorOptions } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { sendSignalContract } from './contract.ts'
import type { OutgoingSignal } from './outgoing-signal.ts'

async function run(options: ExecutorOptions, config: NonNullable<Step['config']>, args: { readonly [name: string]: Json } = {}) {
  const executor = createExecutor(options)
  const outcome = await executor.execute(stepRequest('send.signal', config, { arguments: args }))
  await executor.close()
  return outcome
}

async function sent(config: NonNullable<Step['config']>, args: { readonly [name: string]: Json } = {}) {
  const signals: OutgoingSignal[] = []
  const outcome = await run({ sendSignal: async (signal) => ({ delivered: signals.push(signal) + 1 }) }, config, args)
  return { outcome, signals }
}

describe('send.signal', () => {
  it('sends its payload, and says how many got it', async () => {
    expect(await sent({ name: 'go' }, { payload: { n: 1 } })).toEqual({ outcome: { kind: 'ok', value: { delivered: 2 } }, signals: [{ name: 'go', payload: { n: 1 }, from: 'run/it', key: 'run/it/1' }] })
    expect((await sent({ name: 'go' })).signals).toEqual([{ name: 'go', payload: null, from: 'run/it', key: 'run/it/1' }])
  })

  it.each<[string, Json, string]>([
    ['id', 'A-1', 'A-1'],
    ['id', 7, '7'],
    ['{ "id": id }', 'A', '{"id":"A"}'],
    ['nothing', 1, 'null'],
  ])('has the correlation %s of %j', async (correlation, id, expected) => expect((await sent({ name: 'go', correlation }, { id })).signals).toMatchObject([{ correlation: expected }]))

  it('can be for one run only', async () => {
    expect((await sent({ name: 'go', run: ' {{ parent }}' }, { parent: 'run-7' })).signals).toMatchObject([{ runId: 'run-7' }])
    expect(await sent({ name: 'go', run: '{{ parent }}' })).toEqual({ outcome: { kind: 'fail', error: { code: 'NO_RUN', message: 'the run "{{ parent }}" is empty with these arguments', retryable: false } }, signals: [] })
  })

  it('fails where nothing can send', async () => {
    expect(await run({}, { name: 'go' })).toEqual({ kind: 'fail', error: { code: 'NO_SIGNALS', message: 'nothing here can send signals: this host runs workflows one by one', retryable: false } })
    expect(await run({ sendSignal: () => Promise.reject(new Error('down')) }, { name: 'go' })).toEqual({ kind: 'fail', error: { code: 'SIGNAL_FAILED', message: 'the signal "go" could not be sent: down', retryable: true } })
  })

  it.each([
    [{ name: 'go', correlation: '1 + "a"' }, 'EXPRESSION_ERROR'],
    [{ name: 'go', run: '{{ 1 + "a" }}' }, 'EXPRESSION_ERROR'],
    [{ name: '' }, 'INVALID_CONFIG'],
  ])('refuses %j', async (config, code) => expect(await sent(config)).toMatchObject({ outcome: { kind: 'fail', error: { code, retryable: false } }, signals: [] }))

  it('refuses secrets, and expressions that cannot be read', () => {
    const findings = sendSignalContract.check?.({ name: 'it', kind: 'send.signal', config: { name: 'go', run: '{{ (' }, arguments: [{ name: 'payload', from: { secret: 'KEY' } }] })
    expect(findings?.map(({ path }) => path)).toEqual(['/config/run', '/arguments/0/from'])
  })
})
