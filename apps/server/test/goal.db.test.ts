import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TRPCClientError } from '@trpc/client'
import { createExecutor } from '@eddy/steps/run'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveHere } from './serve-here.ts'

/** What the model has been asked, and what it answers next. */
const asked: { readonly path: string | undefined; readonly key: string | undefined; readonly body: { readonly model: string; readonly messages: readonly { readonly role: string; readonly content: string }[] } }[] = []
let answer: { readonly status: number; readonly content: string } = { status: 200, content: '' }
let model: Server
let here: Awaited<ReturnType<typeof serveHere>>

beforeAll(async () => {
  model = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      asked.push({ path: request.url, key: request.headers.authorization, body: JSON.parse(text) as (typeof asked)[number]['body'] })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: answer.content } }] }))
    })
  })
  await new Promise<void>((listening) => model.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`
  here = await serveHere({ around: () => ({ agents: createExecutor({}).agents, demoUrl: 'http://127.0.0.1:4410', model: { url, name: 'local-planner', key: 'k-1' } }) })
}, 120_000)
afterAll(() => new Promise((closed) => model.close(closed)))

const refusal = async (request: Promise<unknown>) => {
  const error = await request.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error('it was not refused')
  return { code: (error.data as { eddy: { code: string } }).eddy.code, message: error.message }
}

describe('S-45: workflow.planGoal', () => {
  it('comes by rules to sub-goals and a workflow that can be made at once', async () => {
    const plan = await here.api().workflow.planGoal.query({ goal: 'Book a flight and a hotel, then charge the card', name: 'our_trip' })
    expect(plan).toMatchObject({ by: 'rules', goals: [{ text: 'Book a flight' }, { text: 'Book a hotel', beside: true }, { text: 'charge the card' }], document: { name: 'our_trip', title: 'Book a flight and a hotel, then charge the card' } })
    const made = await here.api().workflow.create.mutate({ document: plan.document })
    expect((await here.api().workflow.validate.query({ document: { ...made.document } })).valid).toBe(true)
  })

  it('refuses what asks for nothing', async () => {
    expect(await refusal(here.api().workflow.planGoal.query({ goal: '...' }))).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('asks a model, and marks as open what no kind here can be', async () => {
    answer = { status: 200, content: `Here is the plan: ${JSON.stringify({ goals: [
      { text: 'Reserve a room', name: 'reserve_room', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:4410/reservations' }, gives: ['body'], because: 'A request.', undo: { kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:4410/reservations/{{ id }}' }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] } },
      { text: 'Fly to the moon', kind: 'rocket.launch' },
      { text: 'Tell Ada', kind: 'notify', config: { volume: 11 } },
    ] })}` }
    const plan = await here.api().workflow.planGoal.query({ goal: 'a trip to the moon', planner: 'model' })
    expect(asked.at(-1)).toMatchObject({ path: '/v1/chat/completions', key: 'Bearer k-1', body: { model: 'local-planner', messages: [{ role: 'system', content: expect.stringContaining('http.request: ') }, { role: 'user', content: 'a trip to the moon' }] } })
    expect(plan.by).toBe('local-planner')
    expect(plan.goals.map(({ step, undo, open }) => [step.kind, undo?.name, open])).toEqual([
      ['http.request', 'undo_reserve_room', []],
      ['debug', undefined, ['There is no kind “rocket.launch”: choose the kind of step that does it.']],
      ['notify', undefined, ['Its settings did not fit its kind: give them.']],
    ])
    expect(plan.document.handlers?.map(({ name }) => name)).toEqual(['undo_reserve_room'])
  })

  it('says what is wrong with the model, and changes nothing', async () => {
    answer = { status: 200, content: 'I would rather not.' }
    expect(await refusal(here.api().workflow.planGoal.query({ goal: 'anything', planner: 'model' }))).toEqual({ code: 'PLANNER_FAILED', message: 'The model local-planner did not answer with a plan. Ask again, or plan by rules.' })
    answer = { status: 500, content: '' }
    expect((await refusal(here.api().workflow.planGoal.query({ goal: 'anything', planner: 'model' }))).message).toContain('could not be asked: it answered 500')
    expect((await here.api().system.info.query()).model).toBe('local-planner')
  })
})
