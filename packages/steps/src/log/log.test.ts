import type { Json, Step } from '@eddy/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

const executor = createExecutor()
afterAll(() => executor.close())

const run = async (config: NonNullable<Step['config']>, args: { readonly [name: string]: Json } = {}) => executor.execute(stepRequest('log', config, { arguments: args }))

describe('log', () => {
  it.each(['debug', 'info', 'warn', 'error'])('writes a line of the level %s', async (level) => {
    expect(await run({ level, message: '{{ n }} of {{ all }}' }, { n: 1, all: [1, 2] })).toEqual({ kind: 'ok', value: '1 of [1,2]', logs: [{ level, text: '1 of [1,2]' }] })
  })
  it('writes for information unless told otherwise', async () => expect(await run({ message: 'x' })).toEqual({ kind: 'ok', value: 'x', logs: [{ level: 'info', text: 'x' }] }))
  it('bounds the line, not the value', async () => {
    const text = 'x'.repeat(10_001)
    expect(await run({ message: '{{ text }}' }, { text })).toEqual({ kind: 'ok', value: text, logs: [{ level: 'info', text: text.slice(1) }] })
  })
  it('fails where an expression does', async () => expect(await run({ message: '{{ 1 + "a" }}' })).toMatchObject({ kind: 'fail', error: { code: 'EXPRESSION_ERROR', retryable: false } }))
})
