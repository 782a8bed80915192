import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock, type GateAnswer, type GateEnd, type GateRequest, type GateWait } from '@eddy/engine'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bus, BusMessage } from '../src/cluster/bus.ts'
import type { Database } from '../src/db/index.ts'
import { SharedGates, type Coming } from '../src/gate/shared-gates.ts'
import { openInMemory } from './open-own.ts'

const OK: GateEnd = { kind: 'ok', value: null }

describe('gates that two servers share', () => {
  let db: Database
  let isDeaf = false
  let isAway = false
  let made = 0
  const heard: ((message: BusMessage | undefined) => void)[] = []
  const open: SharedGates[] = []

  beforeAll(async () => {
    db = await openInMemory()
    for (const id of ['a', 'b']) await db.pool.query("INSERT INTO server (id, name, expires_at) VALUES ($1, '', now() + interval '1 hour')", [id])
  })
  beforeEach(() => {
    isDeaf = false
    isAway = false
  })
  afterAll(async () => {
    await Promise.all(open.map((gates) => gates.close()))
    await db.close()
  })

  /** The database as a server has it, over a network that may be down; what is asked is counted. */
  const counted = (onAsk: () => void): Database => {
    const connect = async () => {
      if (isAway) throw Object.assign(new Error('the database does not answer'), { code: 'ECONNREFUSED' })
      const client = await db.pool.connect()
      return { query: (...query: [never]) => (onAsk(), client.query(...query)), release: (broken?: boolean) => client.release(broken) }
    }
    return { ...db, pool: new Proxy(db.pool, { get: (pool, name) => (name === 'connect' ? connect : name === 'query' ? pool.query.bind(pool) : Reflect.get(pool, name)) }) }
  }
  const busOf = (own: number): Bus => ({ tell: (message) => isDeaf || heard.forEach((listener, at) => at !== own && listener(message)), listen: (listener) => void (heard[own] = listener), close: () => Promise.resolve() })
  const servers = (lookMs = 600_000, onAsk = () => undefined as void) => (['a', 'b'] as const).map((serverId, at) => {
    const gates = new SharedGates({ db: counted(onAsk), bus: busOf(at), serverId, clock: systemClock, lookMs, alone: false })
    open.push(gates)
    return gates
  }) as [SharedGates, SharedGates]
  const runOf = (runId: string, more: Partial<Coming> = {}): Coming => ({ runId, fence: 1, lost: false, stored: () => Promise.resolve(true), ...more })
  const name = () => `gate${++made}`

  interface Came {
    answer: GateAnswer | undefined
    readonly waits: GateWait[]
    readonly abort: () => void
    readonly leave: (end?: GateEnd) => void
    readonly told: Promise<GateAnswer>
  }
  const come = (gates: SharedGates, run: Coming, { kind = 'lock', name: of, path = 'w', settings = {} }: { readonly kind?: GateRequest['kind']; readonly name: string; readonly path?: string; readonly settings?: GateRequest['settings'] }): Came => {
    const controller = new AbortController()
    const waits: GateWait[] = []
    const told = Promise.resolve(gates.of(run).enter({ kind, name: of, key: null, owner: `${run.runId}/${path}`, runId: run.runId, settings, signal: controller.signal, onWait: (wait) => void waits.push(wait) }))
    const came: Came = { answer: undefined, waits, told, abort: () => controller.abort(), leave: (end = OK) => void (came.answer?.kind === 'entered' && came.answer.leave(end)) }
    void told.then((answer) => (came.answer = answer))
    return came
  }
  const isIn = (came: Came) => expect.poll(() => came.answer?.kind, { interval: 5 }).toBe('entered')
  const isWaiting = (came: Came) => expect.poll(() => came.waits.length, { interval: 5 }).toBe(1)

  it('C6 refuses whoever waits no longer, at once or after his time, and who had come after him goes in', async () => {
    const [a, b] = servers()
    const of = name()
    const holder = come(a, runOf('r1'), { name: of })
    await isIn(holder)
    const late = come(b, runOf('r2'), { name: of, settings: { wait: 'PT0.2S' } })
    await isWaiting(late)
    const next = come(a, runOf('r3'), { name: of })
    await isWaiting(next)
    expect(next.waits).toEqual([{ ahead: 1, heldBy: 'r1/w' }])
    expect(await come(b, runOf('r4'), { name: of, settings: { wait: 'PT0S' } }).told).toMatchObject({ kind: 'refused', error: { code: 'LOCKED', message: `"${of}" was not free within PT0S` } })
    expect(await late.told).toMatchObject({ kind: 'refused', error: { code: 'LOCKED' } })
    const gone = come(b, runOf('r5'), { name: of })
    await isWaiting(gone)
    gone.abort()
    expect(await gone.told).toMatchObject({ kind: 'refused', error: { code: 'LOCKED', message: `the run no longer waits for "${of}"` } })
    holder.leave()
    await isIn(next)
    next.leave()
  })

  it('C6 a claim is the run\'s, as often as it comes for it, until it has left as often', async () => {
    const [a, b] = servers()
    const of = name()
    const [outer, inner] = ['x', 'y'].map((path) => come(a, runOf('r1'), { kind: 'claim', name: of, path })) as [Came, Came]
    await isIn(outer)
    await isIn(inner)
    outer.leave()
    expect(await come(b, runOf('r2'), { kind: 'claim', name: of }).told).toMatchObject({ kind: 'refused', error: { code: 'LOCKED' } })
    inner.leave()
    await expect.poll(async () => (await come(b, runOf('r2'), { kind: 'claim', name: of }).told).kind).toBe('entered')
  })

  it('C6 lets nobody in before what ends it is stored', async () => {
    const [a, b] = servers()
    const of = name()
    let store: (stored: boolean) => void = () => undefined
    const stored = new Promise<boolean>((resolve) => (store = resolve))
    const holder = come(a, runOf('r1', { stored: () => stored }), { name: of })
    await isIn(holder)
    const next = come(b, runOf('r2'), { name: of })
    await isWaiting(next)
    holder.leave()
    await sleep(100)
    expect(next.answer).toBeUndefined()
    store(true)
    await isIn(next)
    next.leave()
  })

  it('C6 a run that its server lets go of stays inside, and is inside where it goes on', async () => {
    const [a, b] = servers()
    const of = name()
    const holder = come(a, runOf('r1'), { name: of })
    await isIn(holder)
    const next = come(b, runOf('r2'), { name: of })
    await isWaiting(next)
    holder.leave({ kind: 'detached' })
    await sleep(100)
    expect(next.answer).toBeUndefined()
    const again = come(b, runOf('r1', { fence: 2 }), { name: of })
    await isIn(again)
    expect(next.answer).toBeUndefined()
    // the old one has nothing to say any more
    expect(await come(a, runOf('r1'), { name: of }).told).toMatchObject({ kind: 'refused' })
    again.leave()
    await isIn(next)
    next.leave()
  })

  it('C6 who comes again after leaving comes after those who wait', async () => {
    const [a, b] = servers()
    const of = name()
    const holder = come(a, runOf('r1'), { name: of })
    await isIn(holder)
    const next = come(b, runOf('r2'), { name: of })
    await isWaiting(next)
    holder.leave({ kind: 'failed' })
    const again = come(a, runOf('r1'), { name: of })
    await isIn(next)
    await isWaiting(again)
    next.leave()
    await isIn(again)
    again.leave()
  })

  it('C6 goes in though nobody has said so', async () => {
    const [a, b] = servers(50)
    isDeaf = true
    const of = name()
    const holder = come(a, runOf('r1'), { name: of })
    await isIn(holder)
    const next = come(b, runOf('r2'), { name: of })
    await isWaiting(next)
    holder.leave()
    await isIn(next)
    next.leave()
  })

  it('C6 while the database is away a wait ends with its time and says why; who has none goes in afterwards', async () => {
    const [a, b] = servers()
    const of = name()
    isAway = true
    const patient = come(a, runOf('r1'), { name: of })
    expect(await come(b, runOf('r2'), { name: of, settings: { wait: 'PT0.1S' } }).told).toMatchObject({ kind: 'refused', error: { code: 'LOCKED', message: `"${of}" was not free within PT0.1S: the database does not answer` } })
    expect(await come(b, runOf('r3'), { kind: 'rate', name: of, settings: { max: 1, wait: 'PT0.1S' } }).told).toMatchObject({ kind: 'refused', error: { code: 'RATE_LIMITED' } })
    expect(patient.answer).toBeUndefined()
    isAway = false
    await isIn(patient)
    isAway = true
    patient.leave()
    const next = come(b, runOf('r4'), { name: of })
    await sleep(100)
    isAway = false
    await isIn(next)
    next.leave()
  })

  it('C6 asks four things to go in and four to leave, of many who come together too, and nothing while it waits', async () => {
    let asked = 0
    const [a] = servers(600_000, () => void asked++)
    const of = name()
    const many = Array.from({ length: 50 }, (_, at) => `${of} ${at}`)
    const came = many.map((each) => come(a, runOf('r1'), { name: each, path: each }))
    for (const one of came) await isIn(one)
    expect(asked).toBe(4)
    const next = come(a, runOf('r2'), { name: many[0] ?? '' })
    await isWaiting(next)
    expect(asked).toBe(9)
    await sleep(200)
    expect(asked).toBe(9)
    for (const one of came) one.leave()
    await isIn(next)
    expect(asked).toBe(13)
    next.leave()
  })
})
