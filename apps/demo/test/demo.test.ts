import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startDemo, type Demo } from '../src/demo.ts'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo({ port: 0 })
})
beforeEach(() => demo.reset())
afterAll(() => demo.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(demo.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>
const list = async (path: string) => (await (await fetch(demo.url + path)).json()) as unknown[]

it('keeps a reservation until it is deleted, and deleting twice is deleting once', async () => {
  const made = await post('/reservations', { kind: 'flight', customer: 'Ada' })
  expect(made.status).toBe(201)
  const id = String((await json(made))['id'])
  expect(await list('/reservations')).toMatchObject([{ id, kind: 'flight', customer: 'Ada' }])
  expect((await fetch(`${demo.url}/reservations/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await fetch(`${demo.url}/reservations/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await list('/reservations')).toEqual([])
})

it('fails a reservation on demand and keeps nothing of it', async () => {
  const refused = await post('/reservations', { kind: 'car', fail: true })
  expect([refused.status, await json(refused)]).toEqual([409, { error: 'no cars left' }])
  expect(await list('/reservations')).toEqual([])
})

it('answers the same idempotency key once, also while the first answer is under way', async () => {
  const key = { 'idempotency-key': 'run/flight/1' }
  const answers = await Promise.all([1, 2, 3].map(() => post('/reservations', { kind: 'flight', delayMs: 30 }, key)))
  const ids = await Promise.all(answers.map(async (answer) => (await json(answer))['id']))
  expect(new Set(ids).size).toBe(1)
  expect(await list('/reservations')).toHaveLength(1)
  expect(await list('/writes')).toHaveLength(1)
})

it('is flaky as often as asked', async () => {
  const statuses = []
  for (let i = 0; i < 3; i++) statuses.push((await fetch(`${demo.url}/flaky/x?fail=2`)).status)
  expect(statuses).toEqual([503, 503, 200])
})

it('refuses what does not fit with all its problems', async () => {
  const answer = await post('/reservations', { kind: 'boat', delayMs: -1 })
  expect(answer.status).toBe(400)
  expect((await json(answer))['problems']).toHaveLength(2)
})

it('authorises, captures and declines payments', async () => {
  const declined = await post('/payments', { amount: 5, fail: true })
  expect([declined.status, await json(declined)]).toEqual([402, { error: 'the card is declined' }])
  const id = String((await json(await post('/payments', { amount: 5 })))['id'])
  expect(await json(await post(`/payments/${id}/capture`, {}))).toMatchObject({ id, amount: 5, state: 'captured' })
  expect((await post('/payments/none/capture', {})).status).toBe(404)
  expect(await list('/payments')).toHaveLength(1)
  expect((await fetch(`${demo.url}/payments/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await list('/payments')).toEqual([])
})

it('answers quotes and prompts the same each time, and fails on demand', async () => {
  const ask = async (path: string) => (await (await fetch(demo.url + path)).json()) as unknown
  expect(await ask('/quotes/north')).toEqual(await ask('/quotes/north'))
  expect(await ask('/answers/swift?prompt=Why%20so%3F')).toEqual({ provider: 'swift', text: 'In short: Why so?', tokens: 2 })
  expect((await fetch(`${demo.url}/quotes/north?fail=true`)).status).toBe(503)
  expect((await fetch(`${demo.url}/answers/swift?prompt=x&fail=true`)).status).toBe(503)
  expect((await fetch(`${demo.url}/answers/swift`)).status).toBe(400)
})

it('answers as a language model does, the same to the same question', async () => {
  const ask = async (more: object = {}) => json(await post('/v1/chat/completions', { model: 'offline', messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'The parcel never came.' }], ...more }))
  expect(await ask()).toMatchObject({ model: 'offline', choices: [{ message: { content: 'In short: The parcel never came.' }, finish_reason: 'stop' }], usage: { prompt_tokens: 6, completion_tokens: 6 } })
  expect(await ask({ response_format: { type: 'json_object' } })).toMatchObject({ choices: [{ message: { content: '{"topic":"delivery"}' } }] })
})
