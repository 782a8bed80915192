import type { Outcome } from '@eddy/engine'
import { resultOf as schemaOf, undoesItself, validate, type Json, type Step, type WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createKeyedState } from '../machine/keyed-state.ts'
import { createExecutor, type Agent } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'
import { agentTaskContract } from './contract.ts'
import { entriesOf } from './offline/ledger.ts'

type Config = NonNullable<Step['config']>
type Arguments = { readonly [name: string]: Json }

function host(agents: readonly Agent[] = []) {
  const keyedState = createKeyedState()
  const executor = createExecutor({ keyedState, agents })
  return {
    executor,
    ask: async (config: Config, args: Arguments = {}, attempt = 1): Promise<Outcome> => {
      const request = stepRequest('agent.task', { latency: '0', ...config }, { arguments: args })
      return executor.execute({ ...request, context: { ...request.context, attempt } })
    },
    undo: async (config: Config, value: Json): Promise<Outcome> => executor.execute({ ...stepRequest('agent.task', config), purpose: 'undo', idempotencyKey: 'run/it/1/undo', undoing: { value, arguments: {} } }),
    ledger: async (agent: string) => entriesOf((await keyedState.update(`agent/${agent}`, (kept) => kept?.value ?? null)).value),
  }
}
const resultOf = (outcome: Outcome): Json => (outcome.kind === 'ok' && typeof outcome.value === 'object' && outcome.value !== null && 'result' in outcome.value ? (outcome.value['result'] ?? null) : null)

describe('agent.task', () => {
  it('asks an agent by its name', async () => {
    const { ask, executor } = host()
    expect(await ask({ agent: '{{ who }}', action: 'process' }, { who: 'worker-2', chunk: 'one two' })).toEqual({ kind: 'ok', value: { agent: 'worker-2', action: 'process', result: { type: 'text', words: 2, characters: 7 } } })
    await executor.close()
  })

  it('asks the least busy of a pool', async () => {
    const { ask, executor } = host()
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, chunk) => ask({ pool: 'worker', action: 'process', latency: '20' }, { chunk })))
    expect(outcomes.every(({ kind }) => kind === 'ok')).toBe(true)
    expect(executor.agents.list().filter(({ pools }) => pools.includes('worker')).map(({ busy, taken }) => [busy, taken])).toEqual(Array.from({ length: 4 }, () => [0, 2]))
    expect(await ask({ pool: 'worker-3, worker-4', action: 'process' }, { chunk: 1 })).toMatchObject({ value: { agent: 'worker-3' } })
    await executor.close()
  })

  it('notes what it changes, and takes it back', async () => {
    const { ask, undo, ledger, executor } = host()
    const outcome = await ask({ agent: 'devops', action: 'deploy' }, { target: 'staging' })
    await ask({ agent: 'devops', action: 'deploy' }, { target: 'staging' })
    expect(await ledger('devops')).toMatchObject([{ effect: 'run/it/1', action: 'deploy', result: { target: 'staging' } }])
    expect(await undo({ agent: 'devops', action: 'deploy' }, outcome.kind === 'ok' ? outcome.value : null)).toMatchObject({ kind: 'ok' })
    expect(await ledger('devops')).toEqual([])
    await executor.close()
  })

  it('fails as often as it is told to, the same for the same seed', async () => {
    const { ask, executor } = host()
    const config = { agent: 'qa', action: 'test', failureRate: '$context.attempt <= 2 ? 1 : 0' }
    expect([(await ask(config, {}, 1)).kind, (await ask(config, {}, 2)).kind, (await ask(config, {}, 3)).kind]).toEqual(['fail', 'fail', 'ok'])
    expect(await ask(config)).toMatchObject({ error: { code: 'AGENT_FAILED', retryable: true } })
    const kinds = async (seed: string) => (await Promise.all(Array.from({ length: 400 }, (_, n) => ask({ agent: 'qa', action: 'test', failureRate: '0.25', seed: `"${seed}"` }, { n })))).map(({ kind }) => kind)
    const first = await kinds('a')
    expect(await kinds('a')).toEqual(first)
    expect(await kinds('b')).not.toEqual(first)
    const failures = first.filter((kind) => kind === 'fail').length
    expect(failures).toBeGreaterThan(70)
    expect(failures).toBeLessThan(130)
    await executor.close()
  })

  it.each<[Config, string]>([
    [{ agent: 'nobody', action: 'plan' }, 'NO_AGENT'],
    [{ pool: 'crowd', action: 'plan' }, 'NO_AGENT'],
    [{ agent: 'qa', action: 'deploy' }, 'NO_ACTION'],
    [{ agent: 'planner', action: 'analyse' }, 'BAD_TASK'],
    [{ agent: 'planner', action: 'plan' }, 'BAD_TASK'],
    [{ agent: 'qa', action: 'vote' }, 'BAD_TASK'],
    [{ agent: 'qa', action: 'test', latency: '"long"' }, 'NOT_A_NUMBER'],
    [{ agent: 'qa' }, 'INVALID_CONFIG'],
  ])('refuses %j with %s', async (config, code) => {
    const { ask, executor } = host()
    expect(await ask(config)).toMatchObject({ kind: 'fail', error: { code, retryable: false } })
    await executor.close()
  })

  it('leaves a step with a queue to workers outside, without the values of secrets', async () => {
    const executor = createExecutor({ outsideWorkers: true })
    const request = stepRequest('agent.task', { queue: 'print {{ tray }}', lease: 'PT2M', resultSchema: { type: 'number' } }, { arguments: { tray: 2, key: 'hush' } })
    expect(await executor.execute({ ...request, publicArguments: () => ({ tray: 2, key: '•' }) })).toEqual({ kind: 'offer', queue: 'print 2', payload: { tray: 2, key: '•' }, leaseMs: 120_000, schema: { type: 'number' } })
    expect(await executor.execute({ ...request, purpose: 'undo' })).toMatchObject({ kind: 'offer', queue: 'print 2' })
    expect(await executor.execute(stepRequest('agent.task', { queue: '{{ nothing }}' }))).toMatchObject({ kind: 'fail', error: { code: 'INVALID_CONFIG' } })
    await executor.close()
  })

  it('says so where nobody can claim tasks', async () => {
    const { ask, executor } = host()
    expect(await executor.execute(stepRequest('agent.task', { queue: 'print' }))).toMatchObject({ kind: 'fail', error: { code: 'NO_WORKERS', retryable: false, message: expect.stringContaining('run the workflow on a server') } })
    expect(await ask({ queue: 'print' })).toMatchObject({ error: { code: 'NO_WORKERS' } })
    await executor.close()
  })

  it.each<[Config, string | undefined]>([
    [{ queue: 'print' }, undefined],
    [{ queue: 'print', lease: 'PT1M', resultSchema: {} }, undefined],
    [{ queue: 'print', agent: 'qa' }, '/config/queue'],
    [{ queue: 'print', action: 'test' }, '/config/action'],
    [{ agent: 'qa' }, '/config/action'],
    [{ agent: 'qa', action: 'test', lease: 'PT1M' }, '/config/lease'],
    [{}, '/config/agent'],
  ])('checks %j', (config, path) => expect(agentTaskContract.check?.({ name: 'a', kind: 'agent.task', config })[0]?.path).toBe(path))

  it('has its traits by who does it', () => {
    const traits = (config: Config) => {
      const step: Step = { name: 'a', kind: 'agent.task', config }
      return { undo: undoesItself(agentTaskContract, step), result: schemaOf(agentTaskContract, step)?.['type'], effects: typeof agentTaskContract.effects === 'function' ? agentTaskContract.effects(step) : [] }
    }
    expect(traits({ agent: 'qa', action: 'test' })).toEqual({ undo: true, result: 'object', effects: [] })
    expect(traits({ queue: 'print', resultSchema: { type: 'number' } })).toEqual({ undo: false, result: 'number', effects: ['a worker of the queue "print" does the task'] })
  })

  it('stops when the run no longer wants it', async () => {
    const { executor } = host()
    const aborting = new AbortController()
    const outcome = executor.execute(stepRequest('agent.task', { agent: 'qa', action: 'test', latency: '60000' }, { signal: aborting.signal }))
    setTimeout(() => aborting.abort(), 20)
    expect(await outcome).toMatchObject({ error: { code: 'CANCELLED' } })
    await executor.close()
  })

  it('has outside agents too, which may fail in any way', async () => {
    const outside: Agent = { name: 'qa', pools: ['outside'], actions: [{ name: 'test', summary: '', undoable: false }], perform: ({ arguments: args }) => (args['ok'] === true ? Promise.resolve('tested') : Promise.reject(new Error('away'))) }
    const { ask, executor } = host([outside])
    expect(resultOf(await ask({ agent: 'qa', action: 'test' }, { ok: true }))).toBe('tested')
    expect(await ask({ pool: 'outside', action: 'test' })).toMatchObject({ error: { code: 'AGENT_FAILED', message: 'the agent "qa" failed at "test": away' } })
    await executor.close()
  })

  it('tells what it does to the world', () => {
    const effects = (config: Config) => (typeof agentTaskContract.effects === 'function' ? agentTaskContract.effects({ name: 'it', kind: 'agent.task', config }) : [])
    expect(effects({ agent: 'qa', action: 'test' })).toEqual([])
    expect(effects({ agent: 'devops', action: 'deploy' })).toEqual(['devops does "deploy"'])
  })
})

describe('the built-in agents', () => {
  const answer = async (config: Config, args: Arguments) => {
    const { ask, executor } = host()
    const outcome = await ask(config, args)
    await executor.close()
    return resultOf(outcome)
  }

  it('plan improvements from findings', async () => {
    expect(await answer({ agent: 'planner', action: 'plan' }, { analysis: { opportunities: [{ name: 'error_rate', value: 4, limit: 3 }, { name: 'p95_ms', value: 400, limit: 100 }] } })).toMatchObject([
      { id: 'imp_2', target: 'p95_ms', type: 'cache', expectedGain: 0.75 },
      { id: 'imp_1', target: 'error_rate', type: 'retry', expectedGain: 0.25 },
    ])
  })

  it('analyse requirements and draft a workflow that is valid', async () => {
    const analysis = await answer({ agent: 'planner', action: 'analyse' }, { requirements: 'read three files, count words in each, add up, write the total; undo on failure' })
    expect(analysis).toMatchObject({ goals: [{ action: 'read' }, { action: 'count' }, { action: 'sum' }, { action: 'write' }], riskyEffects: ['write the total'], undo: true })
    const drafted = (await answer({ agent: 'planner', action: 'draft' }, { analysis })) as unknown as WorkflowDocument
    expect(drafted.steps.map(({ name }) => name)).toEqual(['read_1', 'read_2', 'read_3', 'count_1', 'count_2', 'count_3', 'total', 'write_result'])
    expect(validate(drafted, { catalog, workflow: () => undefined }).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('vote, answer, test and sort', async () => {
    expect(await answer({ agent: 'qa', action: 'vote', seed: '1' }, { options: ['a', 'b'] })).toMatchObject({ agent: 'qa', vote: expect.stringMatching(/[ab]/) })
    expect(await answer({ agent: 'pm', action: 'answer' }, { question: 'Where is the undo journal?', contexts: ['Apples are red.', { id: 'd2', text: 'The undo journal is outside the workspace.' }] })).toMatchObject({ source: 'd2' })
    expect(await answer({ agent: 'qa', action: 'test' }, { subject: 's', defects: ['d'] })).toEqual({ subject: 's', passed: false, findings: ['d'] })
    expect(await answer({ agent: 'pm', action: 'prioritise' }, { items: [{ id: 1, value: 1, effort: 1 }, { id: 2, value: 4, effort: 2 }] })).toMatchObject({ items: [{ id: 2 }, { id: 1 }] })
  })
})
