import type { Json, Step } from '@eddy/workflow'
import { afterAll, expect, it } from 'vitest'
import { createExecutor } from './run.ts'
import { stepRequest } from './testing/step-request.ts'

const executor = createExecutor()
afterAll(() => executor.close())

/** Runs a step whose argument `token` comes from a secret. */
async function run(kind: string, config: NonNullable<Step['config']>, token: Json) {
  const request = stepRequest(kind, config, { arguments: { token, user: 'ada' } })
  return executor.execute({ ...request, step: { ...request.step, arguments: [{ name: 'token', from: { secret: 'api_token' } }, { name: 'user', from: { value: 'ada' } }] } })
}

it('keeps secrets out of values and logs', async () => {
  expect(await run('debug', {}, 's3cret')).toEqual({ kind: 'ok', value: { token: '•••', user: 'ada' }, logs: [{ level: 'debug', text: '{"token":"•••","user":"ada"}' }] })
  expect(await run('template', { template: 'Bearer {{ token }}' }, 's3cret')).toEqual({ kind: 'ok', value: 'Bearer •••' })
  expect(await run('code', { source: 'console.log(args.token.key); return [args.token.key + "!", args.user]' }, { key: 's3cret' })).toEqual({ kind: 'ok', value: ['•••!', 'ada'], logs: [{ level: 'log', text: '•••' }] })
})

it('keeps secrets out of messages', async () => {
  expect(await run('fail', { message: 'no {{ token }}' }, 's3cret')).toMatchObject({ error: { message: 'no •••' } })
})

it('conceals a short secret only where it stands alone', async () => {
  expect(await run('collect', {}, 'a')).toEqual({ kind: 'ok', value: { token: '•••', user: 'ada' } })
})

it('leaves steps without secrets alone', () => {
  expect(executor.execute(stepRequest('collect', {}, { arguments: { token: 's3cret' } }))).toEqual({ kind: 'ok', value: { token: 's3cret' } })
})
