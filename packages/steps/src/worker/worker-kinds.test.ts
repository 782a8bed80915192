import type { Outcome } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { createKeyedState } from '../machine/keyed-state.ts'
import { createExecutor } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

type Config = NonNullable<Step['config']>
interface Asked {
  readonly kind: string
  readonly config: Config
  readonly path?: string
  readonly arguments?: { readonly [name: string]: Json }
  readonly attempt?: number
}

function host(keyedState = createKeyedState()) {
  const executor = createExecutor({ keyedState })
  const request = ({ kind, config, path = 'it', arguments: args = {}, attempt = 1 }: Asked) => {
    const made = stepRequest(kind, config, { arguments: args })
    return { ...made, path, idempotencyKey: `run/${path}/1`, context: { ...made.context, attempt } }
  }
  return {
    ask: async (asked: Asked): Promise<Outcome> => executor.execute(request(asked)),
    undo: async (asked: Asked, value: Json): Promise<Outcome> => executor.execute({ ...request(asked), purpose: 'undo', idempotencyKey: `run/${asked.path ?? 'it'}/1/undo`, undoing: { value, arguments: asked.arguments ?? {} } }),
    close: () => executor.close(),
  }
}
const valueOf = (outcome: Outcome): Json => (outcome.kind === 'ok' ? outcome.value : null)
const start = (name: string, more: Config = {}, path = 'start'): Asked => ({ kind: 'worker.start', config: { name, ...more }, path })
const stop = (name: string, more: Config = {}): Asked => ({ kind: 'worker.stop', config: { name, ...more }, path: 'stop' })
const task = (config: Config, path = 'task'): Asked => ({ kind: 'agent.task', config: { action: 'process', latency: '0', ...config }, arguments: { chunk: 'a b' }, path })

describe('worker.start', () => {
  it('adds a worker that takes tasks, after a restart of the host too; its undo takes it away', async () => {
    const state = createKeyedState()
    const first = host(state)
    const value = valueOf(await first.ask(start('ada')))
    expect(value).toEqual({ name: 'ada', role: 'worker', pools: ['worker'], state: 'running', starts: 1, was: null })
    expect(valueOf(await first.ask(start('ada')))).toEqual(value)
    expect(await first.ask(start('ada', {}, 'again'))).toMatchObject({ kind: 'fail', error: { code: 'WORKER_RUNNING', retryable: false } })
    await first.close()
    const second = host(state)
    expect(await second.ask(task({ agent: 'ada' }))).toMatchObject({ kind: 'ok', value: { agent: 'ada', result: { words: 2 } } })
    const chosen = await Promise.all([1, 2, 3, 4, 5].map((n) => second.ask(task({ pool: 'worker', latency: '10' }, `t${n}`))))
    expect(chosen.map((outcome) => valueOf(outcome)).map((one) => (one as { agent: string }).agent).toSorted()).toEqual(['ada', 'worker-1', 'worker-2', 'worker-3', 'worker-4'])
    await second.undo(start('ada'), value)
    expect(await second.ask(task({ agent: 'ada' }))).toMatchObject({ error: { code: 'NO_AGENT' } })
    await second.close()
  })

  it.each<[Config, string]>([
    [{ name: 'x', role: 'wizard' }, 'NO_AGENT'],
    [{ name: 'worker-1' }, 'WORKER_RUNNING'],
  ])('refuses %j with %s', async (config, code) => {
    const { ask, close } = host()
    expect(await ask({ kind: 'worker.start', config })).toMatchObject({ kind: 'fail', error: { code } })
    await close()
  })
})

describe('worker.stop', () => {
  it('waits for what is under way, then gives nothing more; its undo lets it go on', async () => {
    const { ask, undo, close } = host()
    const under = ask(task({ agent: 'worker-1', latency: '80' }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const stopping = ask(stop('worker-1'))
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await ask(task({ agent: 'worker-1' }, 'late'))).toMatchObject({ error: { code: 'AGENT_STOPPED', retryable: true } })
    expect(await under).toMatchObject({ kind: 'ok' })
    const value = valueOf(await stopping)
    expect(value).toMatchObject({ name: 'worker-1', state: 'stopped', was: null })
    const chosen = await Promise.all([1, 2, 3, 4].map((n) => ask(task({ pool: 'worker' }, `t${n}`))))
    expect(chosen.map((outcome) => (valueOf(outcome) as { agent: string }).agent)).not.toContain('worker-1')
    await undo(stop('worker-1'), value)
    expect(await ask(task({ agent: 'worker-1' }, 'after'))).toMatchObject({ kind: 'ok' })
    await close()
  })

  it('leaves one that is too busy at work', async () => {
    const { ask, close } = host()
    const under = ask(task({ agent: 'worker-1', latency: '1000' }))
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await ask(stop('worker-1', { drain: 'PT0.02S' }))).toMatchObject({ error: { code: 'WORKER_BUSY', retryable: true } })
    expect(await ask(task({ agent: 'worker-1' }, 'other'))).toMatchObject({ kind: 'ok' })
    await under
    await close()
  })

  it('knows only workers that there are, and does not undo what another step has done since', async () => {
    const { ask, undo, close } = host()
    expect(await ask(stop('nobody'))).toMatchObject({ error: { code: 'NO_WORKER' } })
    const value = valueOf(await ask(stop('worker-2')))
    await ask(start('worker-2', {}, 'by another'))
    expect(await undo(stop('worker-2'), value)).toMatchObject({ error: { code: 'UNDO_CONFLICT' } })
    await close()
  })
})

describe('worker.restart', () => {
  it('counts its starts, fails as often as it is told to, and stops again what was stopped', async () => {
    const { ask, undo, close } = host()
    const restart = (attempt: number): Asked => ({ kind: 'worker.restart', config: { name: 'worker-3', failureRate: '$context.attempt < 3 ? 1 : 0' }, path: 'restart', attempt })
    await ask(stop('worker-3'))
    expect([await ask(restart(1)), await ask(restart(2))]).toMatchObject([{ error: { code: 'WORKER_FAILED', retryable: true } }, { error: { code: 'WORKER_FAILED' } }])
    const value = valueOf(await ask(restart(3)))
    expect(value).toMatchObject({ state: 'running', starts: 2, was: { state: 'stopped' } })
    expect(valueOf(await ask(restart(3)))).toMatchObject({ starts: 2 })
    await undo(restart(3), value)
    expect(await ask(task({ agent: 'worker-3' }))).toMatchObject({ error: { code: 'AGENT_STOPPED' } })
    expect(await ask({ kind: 'worker.restart', config: { name: 'nobody' } })).toMatchObject({ error: { code: 'NO_WORKER' } })
    await close()
  })
})

describe('the blackboard', () => {
  const write = (path: string, value: Json, config: Config = {}): Asked => ({ kind: 'blackboard.write', config: { board: 'b', key: '{{ k }}', ...config }, arguments: { k: 'design', value }, path })
  const read = (config: Config = {}): Asked => ({ kind: 'blackboard.read', config: { board: 'b', ...config }, path: 'look' })

  it('keeps what is written once, counts revisions, and shows all or one', async () => {
    const { ask, close } = host()
    expect(valueOf(await ask(read({ key: 'design' })))).toEqual({ value: null, revision: 0 })
    expect(valueOf(await ask(write('a', 1)))).toEqual({ board: 'b', key: 'design', revision: 1, was: null })
    expect(valueOf(await ask(write('a', 1)))).toMatchObject({ revision: 1 })
    expect(valueOf(await ask(write('c', 2)))).toMatchObject({ revision: 3, was: { value: 1, revision: 1 } })
    expect(valueOf(await ask(read()))).toEqual({ values: { design: 2 }, revisions: { design: 3 } })
    await close()
  })

  it('compares and sets: of many who have read the same only one writes', async () => {
    const { ask, close } = host()
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => ask(write(`w${n}`, n, { revision: '0' }))))
    expect(outcomes.filter(({ kind }) => kind === 'ok')).toHaveLength(1)
    expect(outcomes.find(({ kind }) => kind === 'fail')).toMatchObject({ error: { code: 'BLACKBOARD_CONFLICT', retryable: true, details: { key: 'design', revision: 1 } } })
    expect(await ask(write('x', 1, { revision: '"one"' }))).toMatchObject({ error: { code: 'NOT_A_NUMBER' } })
    expect(await ask({ ...write('x', 1), arguments: { k: '', value: 1 } })).toMatchObject({ error: { code: 'NO_KEY' } })
    await close()
  })

  it('is put back by an undo, twice too, unless another has written since', async () => {
    const { ask, undo, close } = host()
    const first = valueOf(await ask(write('a', 1)))
    const second = valueOf(await ask(write('c', 2)))
    expect(await undo(write('a', 1), first)).toMatchObject({ error: { code: 'UNDO_CONFLICT' } })
    expect(await undo(write('c', 2), second)).toMatchObject({ kind: 'ok' })
    expect(await undo(write('c', 2), second)).toMatchObject({ kind: 'ok' })
    expect(valueOf(await ask(read({ key: 'design' })))).toEqual({ value: 1, revision: 1 })
    expect(await undo(write('a', 1), first)).toMatchObject({ kind: 'ok' })
    expect(await undo(write('a', 1), first)).toMatchObject({ kind: 'ok' })
    expect(valueOf(await ask(read()))).toEqual({ values: {}, revisions: {} })
    await close()
  })
})
