import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
}, 240_000)
afterAll(async () => {
  await runs.close()
  await db.close()
})

let made = 0
const start = async (source: string, input: { readonly [name: string]: string } = {}) => {
  const { id } = await createWorkflow(db, {
    eddy: 1, name: `text_${++made}`, inputs: Object.keys(input).map((name) => ({ name })),
    steps: [{ name: 'say', kind: 'code', config: { source }, arguments: Object.keys(input).map((name) => ({ name, from: { input: name } })) }],
  } as never)
  return runs.start({ workflowId: id, input })
}
const row = (id: string) => db.prisma.run.findUniqueOrThrow({ where: { id } })
const ends = (id: string) => expect.poll(async () => (await row(id)).status, { timeout: 10_000 })

const odd = 'a\0b \ud83d \u001a0000 \u001a'

it('whatever text a step gives is stored as it is, and keeps no run from going on', async () => {
  const told = await start(`return { [${JSON.stringify(odd)}]: args.text, long: ${JSON.stringify(odd)}.repeat(5000) }`, { text: odd })
  const thrown = await start(`console.log(${JSON.stringify(odd)}); throw new Error(${JSON.stringify(odd)})`)
  const other = await start('return 1')
  await ends(other).toBe('succeeded')
  await ends(told).toBe('succeeded')
  await ends(thrown).toBe('rolled_back')
  const log = await runs.store.readLog(told)
  expect(log.find(({ type }) => type === 'step.succeeded')?.data).toMatchObject({ value: { [odd]: odd, long: odd.repeat(5000) } })
  expect((await row(told)).input).toEqual({ text: odd })
  expect((await row(thrown)).error).toMatchObject({ message: odd })
})

it('the HTTP API refuses what it would have to change, and what no log can hold', async () => {
  const app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  const send = async (payload: string) => (await app.inject({ method: 'POST', url: '/api/v1/workflows', headers: { host: '127.0.0.1', 'content-type': 'application/json' }, payload })).json()
  expect(await send('{"document":{"eddy":9007199254740993}}')).toMatchObject({ status: 400, code: 'INVALID_JSON', detail: 'The number 9007199254740993 cannot be held exactly; send it as a text: "9007199254740993".' })
  expect(await send(`{"document":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).toMatchObject({ status: 400, code: 'INVALID_JSON', detail: 'The body is nested deeper than 500 levels, which is the most that Eddy takes.' })
  expect(await send('{"document":')).toMatchObject({ status: 400, code: 'INVALID_JSON' })
  await app.close()
})
