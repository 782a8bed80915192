import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { DemoState, Remembered } from './demo-state.ts'
import type { Ledger } from './ledger.ts'
import { addLanguageModel } from './language-model.ts'
import { addOffers } from './offers.ts'

const LONGEST_DELAY_MS = 30_000

/** What can be reserved, in the words of the refusal when nothing is left. */
const NOTHING_LEFT = { flight: 'no flights left', hotel: 'no hotels left', car: 'no cars left', stock: 'nothing left in stock', parcel: 'no boxes left', courier: 'no courier comes', budget: 'no budget left' } as const
const KINDS = Object.keys(NOTHING_LEFT) as (keyof typeof NOTHING_LEFT)[]

const Reservation = z.looseObject({
  kind: z.enum(KINDS),
  fail: z.boolean().default(false),
  delayMs: z.number().min(0).max(LONGEST_DELAY_MS).default(0),
})
const Payment = z.looseObject({
  amount: z.number().positive(),
  fail: z.boolean().default(false),
  delayMs: z.number().min(0).max(LONGEST_DELAY_MS).default(0),
})
const Anything = z.looseObject({})
const Id = z.object({ id: z.string() })
const Key = z.object({ key: z.string() })
const Flaky = z.object({ fail: z.coerce.number().int().min(0).default(1) })
const Slow = z.object({ ms: z.coerce.number().min(0).max(LONGEST_DELAY_MS).default(1000) })
/** Slow on demand, so that a rollback can be watched. */
const Removal = z.object({ delayMs: z.coerce.number().min(0).max(LONGEST_DELAY_MS).default(0) })
const Metrics = z.object({ scenario: z.string().default('before') })

/** Fixed figures by scenario, so that a workflow that compares them ends the same each time. */
const METRICS: { readonly [scenario: string]: { readonly [metric: string]: number } } = {
  before: { latencyMs: 240, errorRate: 0.04, throughput: 120, load: 0.6 },
  after: { latencyMs: 190, errorRate: 0.02, throughput: 150, load: 0.5 },
  regress: { latencyMs: 420, errorRate: 0.11, throughput: 80, load: 0.9 },
}

export function addRoutes(app: FastifyInstance, state: DemoState): void {
  app.get('/health', () => ({ ok: true }))
  app.get('/metrics', (request) => METRICS[Metrics.parse(request.query).scenario] ?? METRICS['before'])
  app.get('/writes', () => state.writes)
  app.post('/reset', () => {
    state.reset()
    return { ok: true }
  })
  app.get('/flaky/:key', (request, reply) => {
    const { key } = Key.parse(request.params)
    const calls = (state.flaky.get(key) ?? 0) + 1
    state.flaky.set(key, calls)
    return calls > Flaky.parse(request.query).fail ? { ok: true, calls } : reply.code(503).send({ error: `not yet: call ${calls} of ${key}` })
  })
  addOffers(app)
  addLanguageModel(app)
  app.get('/slow', async (request) => {
    const { ms } = Slow.parse(request.query)
    await sleep(ms)
    return { ok: true, ms }
  })
  app.post('/reservations', (request, reply) => once(state, { request, reply }, () => reserve(state, request.body)))
  addCollection(app, state, { path: '/reservations', ledger: state.reservations })
  app.post('/payments', (request, reply) => once(state, { request, reply }, () => pay(state, request.body)))
  app.post('/payments/:id/capture', (request, reply) => once(state, { request, reply }, () => capture(state, Id.parse(request.params).id)))
  addCollection(app, state, { path: '/payments', ledger: state.payments })
  for (const [path, ledger] of [['/deployments', state.deployments], ['/tokens', state.tokens], ['/notify', state.notices]] as const) {
    app.post(path, (request, reply) => once(state, { request, reply }, () => ({ status: 201, body: ledger.add(Anything.parse(request.body ?? {})) })))
    addCollection(app, state, { path, ledger })
  }
}

async function reserve(state: DemoState, body: unknown): Promise<Remembered> {
  const { fail, delayMs, ...fields } = Reservation.parse(body)
  await sleep(delayMs)
  if (fail) return { status: 409, body: { error: NOTHING_LEFT[fields.kind] } }
  return { status: 201, body: state.reservations.add(fields) }
}

async function pay(state: DemoState, body: unknown): Promise<Remembered> {
  const { fail, delayMs, ...fields } = Payment.parse(body)
  await sleep(delayMs)
  if (fail) return { status: 402, body: { error: 'the card is declined' } }
  return { status: 201, body: state.payments.add({ ...fields, state: 'authorised' }) }
}

function capture(state: DemoState, id: string): Remembered {
  const payment = state.payments.change(id, { state: 'captured' })
  return payment ? { status: 200, body: payment } : { status: 404, body: { error: 'there is no such payment' } }
}

function addCollection(app: FastifyInstance, state: DemoState, { path, ledger }: { readonly path: string; readonly ledger: Ledger }): void {
  app.get(path, () => ledger.list())
  app.get(`${path}/:id`, (request, reply) => ledger.get(Id.parse(request.params).id) ?? reply.code(404).send({ error: 'there is no such entry' }))
  // removing twice is removing once: an undo that is repeated must not fail
  app.delete(`${path}/:id`, async (request, reply) => {
    await sleep(Removal.parse(request.query).delayMs)
    if (ledger.remove(Id.parse(request.params).id)) note(state, request)
    return reply.code(204).send()
  })
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Answers a repeated Idempotency-Key as it answered the first time, even while that is still under way. */
async function once(state: DemoState, { request, reply }: Exchange, make: () => Remembered | Promise<Remembered>): Promise<unknown> {
  const key = request.headers['idempotency-key']
  const id = `${request.url} ${String(key)}`
  const earlier = key === undefined ? undefined : state.remembered.get(id)
  const answer = earlier ?? Promise.resolve(make())
  if (key !== undefined && !earlier) state.remembered.set(id, answer)
  if (!earlier) note(state, request)
  const { status, body } = await answer
  return reply.code(status).send(body)
}

function note(state: DemoState, request: FastifyRequest): void {
  state.writes.push({ method: request.method, path: request.url, at: new Date().toISOString() })
}
