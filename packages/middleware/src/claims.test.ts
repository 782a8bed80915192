import { describe, expect, it } from 'vitest'
import type { Outcome, StepRequest } from '@eddy/engine'
import { fail, ok, step } from '@eddy/engine/testing'
import { memoryClaimStore, type ClaimStore } from './claim-store.ts'
import { claims } from './claims.ts'
import { request } from './testing/request.ts'

const claiming = (claim = 'printer') => step('a', { config: { claim } })

function harness(store: ClaimStore = memoryClaimStore(), owner = 'host') {
  let now = 0
  const middleware = claims({ store, owner, leaseMs: 1000, now: () => now })
  return {
    store,
    advance: (ms: number) => (now += ms),
    ask: async (more: Partial<StepRequest> = {}, next: () => Outcome | Promise<Outcome> = () => ok('done')) => middleware.execute?.(request({ step: claiming(), ...more }), next),
  }
}

/** A step that goes on until it is told to end. */
function long() {
  let end: (outcome: Outcome) => void = () => undefined
  const outcome = new Promise<Outcome>((resolve) => (end = resolve))
  return { next: () => outcome, end: (value: Outcome) => end(value) }
}

describe('claims', () => {
  it('lets one step at a time have a claim, and asks the others to come back when its lease ends', async () => {
    const { ask, advance } = harness()
    const { next, end } = long()
    const first = ask({ idempotencyKey: 'one/a/1' }, next)
    advance(400)
    expect(await ask({ idempotencyKey: 'two/a/1' })).toEqual({ kind: 'retry', reason: '"printer" is claimed by host/run/one/a/1', delayMs: 600 })
    expect(await ask({ idempotencyKey: 'two/a/1', step: claiming('scanner') })).toEqual(ok('done'))
    end(ok(1))
    expect(await first).toEqual(ok(1))
    expect(await ask({ idempotencyKey: 'two/a/1' })).toEqual(ok('done'))
  })

  it('gives the claim back after a failure, a retry and a throw', async () => {
    const { ask } = harness()
    expect(await ask({ idempotencyKey: '1' }, () => fail())).toEqual(fail())
    expect(await ask({ idempotencyKey: '2' }, () => ({ kind: 'retry' }))).toEqual({ kind: 'retry' })
    await expect(ask({ idempotencyKey: '3' }, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
    await expect(ask({ idempotencyKey: '4' }, () => { throw new Error('bug') })).rejects.toThrow('bug')
    expect(await ask({ idempotencyKey: '5' })).toEqual(ok('done'))
  })

  it('takes over a lease that has ended; the late one gives nothing back that is not its own', async () => {
    const store = memoryClaimStore()
    const [one, two, three] = [harness(store, 'one'), harness(store, 'two'), harness(store, 'three')]
    const [slow, other] = [long(), long()]
    const first = one.ask({}, slow.next)
    two.advance(1000)
    const second = two.ask({}, other.next)
    slow.end(ok(1))
    await first
    three.advance(1500)
    expect(await three.ask()).toMatchObject({ kind: 'retry', delayMs: 500 })
    other.end(ok(2))
    expect(await second).toEqual(ok(2))
  })

  it('takes its own lease up again after a restart', async () => {
    const store = memoryClaimStore()
    void harness(store).ask({}, long().next)
    expect(await harness(store).ask()).toEqual(ok('done'))
    expect(await harness(store, 'other').ask()).toEqual(ok('done'))
  })

  it('makes undos wait, not other handlers, and leaves alone steps that claim nothing', async () => {
    const { ask } = harness()
    void ask({}, long().next)
    expect(await ask({ purpose: 'undo' })).toMatchObject({ kind: 'retry' })
    expect(await ask({ purpose: 'compensate' })).toEqual(ok('done'))
    expect(await ask({ step: step('b') })).toEqual(ok('done'))
    expect(await ask({ step: step('b', { config: { claim: 3 } }) })).toEqual(ok('done'))
  })
})

describe('the memory store', () => {
  it('gives growing tokens', async () => {
    const store = memoryClaimStore()
    const asked = { name: 'x', now: 0, leaseMs: 10 }
    expect(await store.take({ ...asked, holder: 'a' })).toEqual({ kind: 'taken', lease: { name: 'x', holder: 'a', token: 1, until: 10 } })
    expect(await store.take({ ...asked, holder: 'b' })).toEqual({ kind: 'held', lease: { name: 'x', holder: 'a', token: 1, until: 10 } })
    expect(await store.take({ ...asked, now: 10, holder: 'b' })).toEqual({ kind: 'taken', lease: { name: 'x', holder: 'b', token: 2, until: 20 } })
    await store.release({ name: 'x', holder: 'a', token: 1, until: 10 })
    expect(await store.take({ ...asked, now: 11, holder: 'c' })).toMatchObject({ kind: 'held' })
    await store.release({ name: 'x', holder: 'b', token: 2, until: 20 })
    expect(await store.take({ ...asked, now: 11, holder: 'c' })).toMatchObject({ kind: 'taken', lease: { token: 3 } })
  })
})
