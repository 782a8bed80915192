import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { plan, systemClock, systemIds } from '@eddy/engine'
import { fakeCatalog, pathEvaluator, step } from '@eddy/engine/testing'
import { RestateEngine, RestateSilent } from './index.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** Takes connections and says nothing. */
async function silent(): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  closing.push(() => (server.close(), sockets.forEach((socket) => socket.destroy())))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function runAt(url: string) {
  const engine = new RestateEngine({
    version: '1', ingressUrls: [url], adminUrls: [url], patienceMs: 300, readLog: async () => [], load: () => Promise.reject(new Error('nothing is here')), onStandstill: () => undefined,
    orders: { perform: () => null, refusal: (error) => ({ code: 'NO', message: String(error) }), ofSignal: () => null, keyOf: (order) => (typeof order === 'string' ? order : undefined), error: ({ message }) => new Error(message) },
  })
  closing.push(() => engine.close())
  return engine.start({
    runId: 'unheard', plan: plan({ eddy: 1, name: 'unheard', steps: [step('a')] }, { catalog: fakeCatalog(), hash: 'a hash' }), placeOf: () => 'here', input: {},
    ports: { journal: { append: () => undefined, flushed: () => undefined }, clock: systemClock, ids: systemIds, evaluator: pathEvaluator, executor: { execute: () => Promise.reject(new Error('not asked for')) } },
  })
}

it.each([['is silent', silent], ['is not there', async () => 'http://127.0.0.1:1']])('says of an order that Restate %s, instead of waiting for ever', async (_, place) => {
  await expect(runAt(await place()).ask({ verb: 'cancel' })).rejects.toBeInstanceOf(RestateSilent)
})

it('waits on with an order that has a key: given again it is the same one', async () => {
  const run = runAt(await silent())
  const asked = run.ask('its key').then(() => 'done', () => 'given up')
  // the one without a key has the same patience, and was asked later
  await expect(run.ask(null)).rejects.toBeInstanceOf(RestateSilent)
  expect(await Promise.race([asked, Promise.resolve('waits')])).toBe('waits')
})
