import { request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '@eddy/engine'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let url: string

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [] } }), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = app.listeningOrigin
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const RATE = 1000
const SECONDS = 2
const VIEWERS = 200

/** A run's row, so that there is something to look at; its events are appended by the test. */
async function emptyRun(id: string): Promise<void> {
  await db.pool.query(`INSERT INTO definition (hash, content) VALUES ('stream', '{}') ON CONFLICT DO NOTHING`)
  await db.pool.query(`INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps) VALUES ($1, 'stream', 'stream', 'stream', 'running', '{}', 1)`, [id])
}

function connect(path: string, headers: { readonly [name: string]: string } = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => request(`${url}${path}`, { headers }, resolve).on('error', reject).end())
}

/** A page that looks: the seqs that it has been sent. */
async function viewer(id: string, after = 0) {
  const answer = await connect(`/runs/${id}/events?after=${after}`)
  const seqs: number[] = []
  let text = ''
  answer.setEncoding('utf8').on('data', (part: string) => {
    const messages = (text + part).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1]
      if (data) for (const { seq } of JSON.parse(data) as RunEvent[]) seqs.push(seq)
    }
  })
  return { answer, seqs }
}

describe('the event stream', () => {
  it('brings 1,000 events per second to 200 viewers, who come when they like: each once, in order', async () => {
    await emptyRun('many')
    const journal = runs.store.journal('many')
    const viewers: Awaited<ReturnType<typeof viewer>>[] = []
    // it is looked at by one who never reads, too
    const idle = await connect('/runs/many/events')
    idle.pause()
    let seq = 0
    const total = RATE * SECONDS
    while (seq < total) {
      const batch = Array.from({ length: 16 }, () => ({ seq: ++seq, at: Date.now(), type: 'step.ready', step: 'a', data: {} }) as RunEvent)
      journal.append(batch)
      for (let more = 0; more < 2 && viewers.length < VIEWERS; more++) viewers.push(await viewer('many', viewers.length % 7))
      await sleep(16)
    }
    await expect.poll(() => viewers.every(({ seqs }) => seqs.at(-1) === seq), { timeout: 60_000 }).toBe(true)
    expect(viewers).toHaveLength(VIEWERS)
    viewers.forEach(({ seqs }, at) => expect(seqs).toEqual(Array.from({ length: seq - (at % 7) }, (_, index) => index + 1 + (at % 7))))
    for (const { answer } of viewers) answer.destroy()
    idle.destroy()
  })

  it('goes on where a broken connection was, whatever its address says', async () => {
    await emptyRun('again')
    runs.store.journal('again').append(Array.from({ length: 5 }, (_, at) => ({ seq: at + 1, at: 0, type: 'step.ready', step: 'a', data: {} }) as RunEvent))
    await runs.store.drain()
    const answer = await connect('/runs/again/events?after=1', { 'last-event-id': '3' })
    let text = ''
    answer.setEncoding('utf8').on('data', (part: string) => (text += part))
    await expect.poll(() => [...text.matchAll(/"seq":(\d)/g)].map(([, found]) => found)).toEqual(['4', '5'])
    expect(answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-frame-options': 'DENY', 'cache-control': 'no-cache, no-transform' })
    answer.destroy()
  })

  it('is closed to pages of other sites, and says when there is no such run', async () => {
    expect((await connect('/runs/none/events')).statusCode).toBe(404)
    expect((await connect('/runs/again/events?after=x')).statusCode).toBe(400)
    expect((await connect('/runs/again/events', { origin: 'http://elsewhere.example' })).statusCode).toBe(403)
  })
})
