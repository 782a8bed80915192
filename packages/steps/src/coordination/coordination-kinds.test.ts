import type { Outcome } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { createExecutor, createMemoryCoordination } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import type { Coordination, Handoff } from './coordination.ts'

type Config = NonNullable<Step['config']>
interface Asked {
  readonly kind: string
  readonly config: Config
  readonly runId?: string
  readonly path?: string
  readonly arguments?: { readonly [name: string]: Json }
}

function host(coordination: Coordination = createMemoryCoordination()) {
  const executor = createExecutor({ coordination })
  const request = ({ kind, config, runId = 'run', path = 'it', arguments: args = {} }: Asked) => ({ ...stepRequest(kind, config, { arguments: args }), runId, path, idempotencyKey: `${runId}/${path}/1` })
  return {
    ask: async (asked: Asked): Promise<Outcome> => executor.execute(request(asked)),
    undo: async (asked: Asked, value: Json): Promise<Outcome> => executor.execute({ ...request(asked), purpose: 'undo', idempotencyKey: `${asked.runId ?? 'run'}/${asked.path ?? 'it'}/1/undo`, undoing: { value, arguments: asked.arguments ?? {} } }),
    close: () => executor.close(),
  }
}

const claim = (keys: readonly string[], more: Partial<Asked> = {}, config: Config = {}): Asked => ({ kind: 'claim', config: { keys: 'keys', mode: 'no-wait', ...config }, arguments: { keys }, ...more })
const valueOf = (outcome: Outcome): Json => (outcome.kind === 'ok' ? outcome.value : null)

describe('claim', () => {
  it('is exclusive, and all or nothing', async () => {
    const { ask, close } = host()
    expect(await ask(claim(['T-2']))).toMatchObject({ kind: 'ok', value: { keys: ['T-2'], holder: 'w' } })
    const second = await ask(claim(['T-1', 'T-2'], { runId: 'other' }))
    expect(second).toMatchObject({ kind: 'fail', error: { code: 'coordination_conflict', retryable: true, message: 'already claimed: "T-2" by w (run run)', details: { held: [{ key: 'T-2', runId: 'run' }] } } })
    expect(await ask(claim(['T-1'], { runId: 'third' }))).toMatchObject({ kind: 'ok' })
    await close()
  })

  it('is the same claim for a repeated attempt, and another for another step', async () => {
    const { ask, close } = host()
    const first = valueOf(await ask(claim(['A', 'A'])))
    expect(valueOf(await ask(claim(['A'])))).toEqual(first)
    expect(await ask(claim(['A'], { path: 'each[1].claim' }))).toMatchObject({ kind: 'fail' })
    await close()
  })

  it('is released by its undo, and only what it has claimed itself', async () => {
    const { ask, undo, close } = host()
    const value = valueOf(await ask(claim(['A'])))
    await ask(claim(['B'], { path: 'second' }))
    expect(await undo(claim(['A']), value)).toMatchObject({ kind: 'ok' })
    expect(await undo(claim(['A']), value)).toMatchObject({ kind: 'ok' })
    expect(await ask(claim(['A'], { runId: 'other' }))).toMatchObject({ kind: 'ok' })
    expect(await ask(claim(['B'], { runId: 'other', path: 'b' }))).toMatchObject({ kind: 'fail' })
    await close()
  })

  it('waits until it is free', async () => {
    const { ask, close } = host()
    await ask(claim(['A']))
    const waiting = ask(claim(['A'], { runId: 'other' }, { mode: 'wait', wait: 'PT5S' }))
    await ask({ kind: 'claim.release', config: {}, path: 'release' })
    expect(await waiting).toMatchObject({ kind: 'ok' })
    await close()
  })

  it('is lost with its lease', async () => {
    let now = 0
    const { ask, close } = host(createMemoryCoordination(() => now))
    await ask(claim(['A'], {}, { lease: 'PT1S' }))
    now = 999
    expect(await ask(claim(['A'], { runId: 'other' }))).toMatchObject({ kind: 'fail' })
    now = 1001
    expect(await ask(claim(['A'], { runId: 'other' }))).toMatchObject({ kind: 'ok' })
    await close()
  })

  it('refuses keys that are none', async () => {
    const { ask, close } = host()
    expect(await ask({ kind: 'claim', config: { keys: '[1, ""]' } })).toMatchObject({ error: { code: 'NO_KEY', retryable: false } })
    expect(await ask({ kind: 'claim', config: { keys: '1 + "a"' } })).toMatchObject({ error: { code: 'EXPRESSION_ERROR' } })
    await close()
  })

  it('has at most one live claim of a key, whoever comes at once', async () => {
    const { ask, close } = host()
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(claim(['A', `own-${index}`], { runId: `r${index}` }))))
    expect(outcomes.filter(({ kind }) => kind === 'ok')).toHaveLength(1)
    await close()
  })
})

describe('claim.release', () => {
  it('releases what the run has, with its outcome; the undo claims it again', async () => {
    const { ask, undo, close } = host()
    await ask(claim(['A', 'B']))
    await ask(claim(['C'], { runId: 'other' }))
    const released: Asked = { kind: 'claim.release', config: { keys: '["A", "C"]', status: 'failed' }, path: 'release' }
    const value = valueOf(await ask(released))
    expect(value).toMatchObject({ released: 1, status: 'failed', claims: [{ key: 'A', status: 'failed' }] })
    expect(await undo(released, value)).toMatchObject({ kind: 'ok' })
    expect(await ask(claim(['A'], { runId: 'third' }))).toMatchObject({ kind: 'fail' })
    await close()
  })

  it('cannot claim again what somebody else has by now', async () => {
    const { ask, undo, close } = host()
    await ask(claim(['A']))
    const released: Asked = { kind: 'claim.release', config: {}, path: 'release' }
    const value = valueOf(await ask(released))
    await ask(claim(['A'], { runId: 'other' }))
    expect(await undo(released, value)).toMatchObject({ kind: 'fail', error: { code: 'coordination_conflict' } })
    await close()
  })

  it('releases claims of others only when it says so', async () => {
    const { ask, close } = host()
    await ask(claim(['A'], { runId: 'other' }, { keep: 'until_released' }))
    expect(valueOf(await ask({ kind: 'claim.release', config: { key: 'A' } }))).toMatchObject({ released: 0 })
    expect(valueOf(await ask({ kind: 'claim.release', config: { key: 'A', of: 'anyone' } }))).toMatchObject({ released: 1 })
    await close()
  })
})

describe('metric', () => {
  const count = (path: string, config: Config = {}): Asked => ({ kind: 'metric', path, config: { name: 'done', labels: { team: '{{ team }}' }, ...config }, arguments: { team: 'blue' } })
  it('adds once, and takes it off again', async () => {
    const { ask, undo, close } = host()
    expect(valueOf(await ask(count('a')))).toEqual({ name: 'done', labels: { team: 'blue' }, added: 1, total: 1 })
    expect(valueOf(await ask(count('a')))).toMatchObject({ total: 1 })
    expect(valueOf(await ask(count('b', { value: '2.5' })))).toMatchObject({ total: 3.5 })
    await undo(count('a'), null)
    await undo(count('a'), null)
    expect(valueOf(await ask(count('c')))).toMatchObject({ total: 3.5 })
    await close()
  })
  it('counts numbers only', async () => {
    const { ask, close } = host()
    expect(await ask(count('a', { value: '"many"' }))).toMatchObject({ error: { code: 'NOT_A_NUMBER', retryable: false } })
    await close()
  })
})

describe('agent.handoff', () => {
  it('leaves a message for a role, and withdraws it', async () => {
    const left = new Map<string, Handoff>()
    const memory = createMemoryCoordination()
    const { ask, undo, close } = host({ ...memory, handOff: async (handoff) => void left.set(handoff.id, handoff), withdraw: async (id) => left.delete(id) })
    const asked: Asked = { kind: 'agent.handoff', config: { to: '{{ role }}', subject: 'Test {{ body.what }}' }, arguments: { role: 'qa', body: { what: 'search' } } }
    const value = valueOf(await ask(asked))
    expect([...left.values()]).toMatchObject([{ id: 'run/it/1', runId: 'run', step: 'it', from: 'w', to: 'qa', subject: 'Test search', body: { what: 'search' } }])
    await undo(asked, value)
    expect(left.size).toBe(0)
    expect(await ask({ ...asked, arguments: { role: '', body: 1 } })).toMatchObject({ error: { code: 'NO_ROLE' } })
    await close()
  })
})

it('what runs share may be away for a while', async () => {
  const { ask, close } = host({ ...createMemoryCoordination(), take: () => Promise.reject(new Error('down')) })
  expect(await ask(claim(['A']))).toEqual({ kind: 'fail', error: { code: 'COORDINATION_UNAVAILABLE', message: 'what runs share could not be read or kept: down', retryable: true } })
  await close()
})
