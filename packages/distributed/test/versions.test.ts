// @module-tag once
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plan, systemClock, systemIds, type RunEvent } from '@eddy/engine'
import { fakeCatalog, ok, pathEvaluator, step } from '@eddy/engine/testing'
import { openEndpoint, register, RestateEngine, startRestate, type Endpoint, type HostedRun, type RestateServer } from '../src/index.ts'

let dataDir: string
let restate: RestateServer
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'eddy-restate-'))
  restate = await startRestate({ dataDir })
})
afterAll(async () => {
  for (const close of closing) await close()
  await restate?.stop('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** `first`: begins before its elder. */
const planOf = (first: string, wide = ['a', 'b']) => plan({ eddy: 1, name: 'versions', steps: [...wide.map((name) => step(name, name === first ? { priority: 1 } : {})), step('wait', { kind: 'wait.signal', config: { name: 'go' }, waitFor: wide }), step('z', { waitFor: ['wait'] })] }, { catalog: fakeCatalog(), hash: 'one hash' })

/** A version of the program, where Restate calls it; what it stores outlives it. `said`: the version that it says it is. */
async function version(name: string, { stored, first, port, said = name, wide }: { readonly stored: RunEvent[]; readonly first: string; readonly port?: number; readonly said?: string; readonly wide?: string[] }) {
  const runs = new Map<string, HostedRun>()
  const driven: string[] = []
  const still: string[] = []
  const about = (runId: string) => ({
    runId, plan: planOf(first, wide), placeOf: () => 'here' as const, input: {},
    ports: {
      journal: { append: (events: readonly RunEvent[]) => void stored.push(...events), flushed: () => undefined },
      clock: systemClock, ids: systemIds, evaluator: pathEvaluator, executor: { execute: async ({ path }: { readonly path: string }) => (driven.push(path), ok(name)) },
    },
  })
  const engine = new RestateEngine({
    version: said, ingressUrls: [restate.ingressUrl], adminUrls: [restate.adminUrl], readLog: async () => [...stored], onStandstill: (runId, why) => void still.push(`${runId}: ${why}`), patienceMs: 1000,
    load: async (runId) => runs.get(runId) ?? engine.recover({ ...about(runId), events: [...stored] }),
    orders: { perform: (handle, signal) => handle.signal(signal as never), refusal: (error) => ({ code: 'NO', message: String(error) }), ofSignal: (signal) => signal as never, keyOf: () => undefined, error: ({ message }) => new Error(message) },
  })
  const endpoint: Endpoint = await openEndpoint({ services: [engine.workflow], ...(port === undefined ? {} : { port }) })
  await register([restate.adminUrl], `http://127.0.0.1:${endpoint.port}`)
  const close = async () => {
    engine.close()
    await endpoint.close()
  }
  closing.push(close)
  return { driven, still, endpoint, close, recover: (runId: string) => engine.recover({ ...about(runId), events: [...stored] }), start: (runId: string) => {
    const run = engine.start(about(runId))
    runs.set(runId, run)
    return run
  } }
}

const waiting = (stored: readonly RunEvent[]) => expect.poll(() => stored.at(-1)?.type).toBe('signal.awaited')

it('lets a run end with the version that began it, while new ones go to the next', async () => {
  const ofOld: RunEvent[] = []
  const ofNew: RunEvent[] = []
  const old = await version('old', { stored: ofOld, first: 'a' })
  const run = old.start('begun-by-the-old')
  await waiting(ofOld)
  const next = await version('new', { stored: ofNew, first: 'b' })
  const other = next.start('begun-by-the-new')
  await waiting(ofNew)
  expect(other.signal({ name: 'go', payload: null })).toBe(true)
  expect(await other.settled()).toMatchObject({ status: 'succeeded', value: 'new' })
  expect(run.signal({ name: 'go', payload: null })).toBe(true)
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'old' })
  expect([old.driven, next.driven]).toEqual([['a', 'b', 'z'], ['b', 'a', 'z']])
})

it('lets a run stand still, and says why, where a version in the place of another would decide otherwise', async () => {
  const stored: RunEvent[] = []
  const old = await version('old', { stored, first: 'a' })
  old.start('replaced')
  await waiting(stored)
  const before = stored.length
  await old.close()
  const other = await version('other', { stored, first: 'b', port: old.endpoint.port, said: 'old' })
  await expect.poll(() => other.still).toEqual(['replaced: At event 4 its log says step.started a, and this version of Eddy would make it step.started b. Start the version that began it in the place of this one, and it goes on.'])
  await expect(other.recover('replaced').ask({ name: 'else', payload: null })).rejects.toThrow('Restate does not answer')
  expect(stored).toHaveLength(before)
  await other.close()
  const again = await version('old', { stored, first: 'a', port: old.endpoint.port })
  const run = again.recover('replaced')
  await expect.poll(() => run.signal({ name: 'go', payload: null })).toBe(true)
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'old' })
})

it('takes up a run that another version has from its log, ends what that one had of it, and back and forth', async () => {
  const stored: RunEvent[] = []
  const driven: string[][] = []
  const begun = await version('old', { stored, first: 'a' })
  begun.start('taken-up')
  await waiting(stored)
  await begun.close()
  // nothing is stored in between: each begins the same part as the last time
  for (const name of ['new', 'old', 'new', 'old']) {
    const one = await version(name, { stored, first: 'a' })
    const run = one.recover('taken-up')
    await expect.poll(() => underWay('taken-up')).toEqual([`EddyRun_${name}`])
    driven.push(one.driven)
    if (driven.length < 4) {
      await one.close()
      continue
    }
    expect(run.signal({ name: 'go', payload: null })).toBe(true)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'old' })
  }
  expect([begun.driven, ...driven]).toEqual([['a', 'b'], [], [], [], ['z']])
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1))
})

it('takes up nothing of another version whose log it cannot make sense of, and leaves it as it is', async () => {
  const stored: RunEvent[] = []
  const old = await version('old', { stored, first: 'a' })
  const run = old.start('not-understood')
  await waiting(stored)
  const next = await version('new', { stored, first: 'b', wide: ['b'] })
  expect(() => next.recover('not-understood')).toThrow('the log was written by another version of the engine')
  expect(await underWay('not-understood')).toEqual(['EddyRun_old'])
  expect(run.signal({ name: 'go', payload: null })).toBe(true)
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'old' })
})

/** The services that Restate has something of the run under way in. */
async function underWay(runId: string): Promise<readonly string[]> {
  const query = `SELECT target_service_name AS name FROM sys_invocation_status WHERE status <> 'completed' AND target_service_key LIKE '${runId}%'`
  const response = await fetch(`${restate.adminUrl}/query`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query }) })
  return ((await response.json()) as { readonly rows: readonly { readonly name: string }[] }).rows.map(({ name }) => name)
}
