import { afterAll, describe, expect, it } from 'vitest'
import { createExecutor } from './run.ts'
import { stepRequest } from './testing/step-request.ts'

const executor = createExecutor()
afterAll(() => executor.close())

describe('the executor', () => {
  it('answers cheap kinds at once', () => {
    expect(executor.execute(stepRequest('expression', { expr: 'a.b' }, { arguments: { a: { b: [1].length } } }))).toEqual({ kind: 'ok', value: 1 })
    expect(executor.execute(stepRequest('collect', {}, { arguments: { a: 1 } }))).toEqual({ kind: 'ok', value: { a: 1 } })
    expect(executor.execute(stepRequest('debug', { label: 'it' }, { arguments: { a: 1 } }))).toEqual({ kind: 'ok', value: { a: 1 }, logs: [{ level: 'debug', text: 'it: {"a":1}' }] })
  })

  it.each([
    ['expression', { expr: 'price * quantity' }, 50],
    ['collect', { expr: '$sum([price, quantity])' }, 16.5],
    ['template', { template: '{{ quantity }} x {{ item.name }}{{ missing }} {{ {"a": {"b": 1}} }}' }, '4 x chair {"a":{"b":1}}'],
  ])('carries out %s', async (kind, config, value) => {
    expect(await executor.execute(stepRequest(kind, config, { arguments: { price: 12.5, quantity: 4, item: { name: 'chair' } } }))).toEqual({ kind: 'ok', value })
  })

  it('fails on purpose', async () => {
    expect(await executor.execute(stepRequest('fail', { message: 'no more {{ item }}', code: 'OUT_OF_STOCK' }, { arguments: { item: 'chairs' } }))).toEqual({
      kind: 'fail',
      error: { code: 'OUT_OF_STOCK', message: 'no more chairs', retryable: false },
    })
  })

  it.each(['expression', 'template', 'fail'])('tells what is wrong with an expression of %s', async (kind) => {
    const config = { expr: '"a" * 2', template: '{{ "a" * 2 }}', message: '{{ "a" * 2 }}' }
    expect(await executor.execute(stepRequest(kind, config))).toMatchObject({ kind: 'fail', error: { code: 'EXPRESSION_ERROR', message: expect.stringMatching(/number/), retryable: false } })
  })

  it.each(['no.such', 'constructor', '__proto__'])('refuses the kind %s', async (kind) => {
    expect(await executor.execute(stepRequest(kind, {}))).toMatchObject({ kind: 'fail', error: { code: 'UNKNOWN_KIND' } })
  })
})
