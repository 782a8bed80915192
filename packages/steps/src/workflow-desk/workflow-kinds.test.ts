import { memoryPorts, plan, startRun, type Outcome, type RunResult } from '@eddy/engine'
import type { Json, Step, WorkflowDocument } from '@eddy/workflow'
import { afterEach, describe, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createMemoryCoordination } from '../coordination/memory-coordination.ts'
import { createEvaluator, createExecutor, createMemoryWorkflows, type MemoryWorkflows } from '../run.ts'
import { stepRequest } from '../testing/step-request.ts'

type Config = NonNullable<Step['config']>

const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

function host({ find }: { readonly find?: (reference: string) => WorkflowDocument | undefined } = {}) {
  const evaluator = createEvaluator()
  const coordination = createMemoryCoordination()
  const workflows: MemoryWorkflows = createMemoryWorkflows({ catalog, ports: () => memoryPorts({ executor, evaluator }), ...(find ? { find } : {}) })
  const executor: ReturnType<typeof createExecutor> = createExecutor({ workflows, coordination })
  closing.push(() => Promise.all([executor.close(), evaluator.close()]))
  return {
    workflows,
    ask: async (kind: string, args: { readonly [name: string]: Json }, config: Config = {}): Promise<Outcome> => executor.execute(stepRequest(kind, config, { arguments: args })),
    undo: async (kind: string, config: Config = {}): Promise<Outcome> => executor.execute({ ...stepRequest(kind, config), purpose: 'undo', idempotencyKey: 'run/it/1/undo', undoing: { value: null, arguments: {} } }),
    run: (steps: readonly Step[], runId = 'parent'): Promise<RunResult> => startRun({ runId, plan: plan({ eddy: 1, name: 'w', steps }, { catalog }), ports: memoryPorts({ executor, evaluator }), input: {} }).settled(),
    total: () => coordination.addMetric({ name: 'seen', labels: {}, value: 0, runId: 'look', effect: 'look' }),
  }
}

const counting = (more: Partial<WorkflowDocument> = {}) => ({ eddy: 1 as const, name: 'count_one', steps: [{ name: 'seen', kind: 'metric', config: { name: 'seen' } }], ...more }) satisfies WorkflowDocument
const refusing: WorkflowDocument = counting({ steps: [{ name: 'seen', kind: 'metric', config: { name: 'seen' } }, { name: 'no', kind: 'fail', config: { message: 'no' }, waitFor: ['seen'] }] })
const asArgument = (document: WorkflowDocument): Json => JSON.parse(JSON.stringify(document)) as Json
const value = (name: string, json: Json) => ({ name, from: { value: json } })

describe('workflow.validate', () => {
  it('finds all problems at once, and looks up what is composed', async () => {
    const { ask } = host({ find: (reference) => (reference === 'inner' ? counting() : undefined) })
    const composing = (workflow: string): Json => ({ eddy: 1, name: 'w', steps: [{ name: 'a', kind: 'compose', config: { workflow } }] })
    expect(await ask('workflow.validate', { document: composing('inner') })).toMatchObject({ kind: 'ok', value: { valid: true, errors: 0, steps: 1 } })
    expect(await ask('workflow.validate', { document: composing('missing') })).toMatchObject({ value: { valid: false, problems: [{ code: 'UNKNOWN_WORKFLOW' }] } })
    expect(await ask('workflow.validate', { document: { eddy: 1, name: 'w', steps: [{ name: 'A', kind: 'nothing' }] } })).toMatchObject({ value: { valid: false, errors: 2 } })
    expect(await ask('workflow.validate', { document: 'text' })).toMatchObject({ value: { valid: false, steps: 0 } })
  })

  it('knows a limit, and can fail', async () => {
    const { ask } = host()
    const args = { document: asArgument(refusing), most: 1 }
    expect(await ask('workflow.validate', args, { maxSteps: 'most' })).toMatchObject({ value: { valid: false, problems: [{ code: 'TOO_MANY_STEPS', message: 'The workflow has 2 steps; 1 are allowed.' }] } })
    expect(await ask('workflow.validate', args, { maxSteps: 'most', onProblems: 'fail' })).toMatchObject({ kind: 'fail', error: { code: 'WORKFLOW_INVALID', retryable: false, details: [{ code: 'TOO_MANY_STEPS' }] } })
    expect(await ask('workflow.validate', args, { maxSteps: '"two"' })).toMatchObject({ error: { code: 'NOT_A_NUMBER' } })
    expect(await ask('workflow.validate', {})).toMatchObject({ error: { code: 'NO_DOCUMENT' } })
  })
})

describe('workflow.optimize and workflow.compile', () => {
  const folding: Json = { eddy: 1, name: 'w', steps: [{ name: 'k', kind: 'expression', config: { expr: '6 * 7' } }, { name: 'end', kind: 'debug', arguments: [{ name: 'v', from: { result: 'k' } }] }] }
  it('say what they did', async () => {
    const { ask } = host()
    expect(await ask('workflow.optimize', { document: folding })).toMatchObject({ kind: 'ok', value: { document: { steps: [{ name: 'end', arguments: [value('v', 42)] }] }, changes: [{ pass: 'fold', step: 'k' }], before: { steps: 2 }, after: { steps: 1 } } })
    expect(await ask('workflow.optimize', { document: folding }, { passes: ['waits'] })).toMatchObject({ value: { changes: [] } })
    expect(await ask('workflow.compile', { document: folding }, { formats: ['mermaid', 'plan'] })).toMatchObject({ value: { name: 'w', mermaid: expect.stringContaining('flowchart'), plan: { waves: [['k'], ['end']], longest: ['k', 'end'], steps: [{ step: 'k', wave: 0, undo: null }, { step: 'end', after: ['k'] }] } } })
    const compiled = await ask('workflow.compile', { document: asArgument(counting()) })
    expect(compiled).toMatchObject({ value: { typescript: expect.stringContaining('export const countOneWorkflow = workflow<AnyNames>("count_one")'), plan: { steps: [{ effects: ['counts seen'], undo: 'built in' }] } } })
  })

  it.each(['workflow.optimize', 'workflow.compile', 'workflow.publish'])('%s refuses what is no document', async (kind) => {
    const { ask } = host()
    expect(await ask(kind, { document: { eddy: 1, name: 'w' } })).toMatchObject({ kind: 'fail', error: { code: 'BAD_DOCUMENT', retryable: false, message: expect.stringContaining('/steps') } })
    expect(await ask(kind, {})).toMatchObject({ error: { code: 'NO_DOCUMENT' } })
  })
})

describe('workflow.publish', () => {
  it('publishes once however often it is tried, and its undo takes that back', async () => {
    const { ask, undo, workflows } = host()
    const args = { document: asArgument(counting()), who: 'ada' }
    const first = await ask('workflow.publish', args, { name: 'by_{{ who }}' })
    expect(first).toMatchObject({ value: { workflow: 'by_ada', version: 1 } })
    expect(await ask('workflow.publish', args, { name: 'by_{{ who }}' })).toEqual(first)
    expect(workflows.published).toEqual(['by_ada@1'])
    expect(await undo('workflow.publish')).toEqual({ kind: 'ok', value: null })
    expect(await undo('workflow.publish')).toEqual({ kind: 'ok', value: null })
    expect(workflows.published).toEqual([])
  })

  it('refuses a name that is none, and an environment for a draft', async () => {
    const { ask } = host()
    expect(await ask('workflow.publish', { document: asArgument(counting()) }, { name: 'No Name' })).toMatchObject({ error: { code: 'WORKFLOW_REFUSED' } })
    expect(catalog.get('workflow.publish')?.check?.({ name: 'p', kind: 'workflow.publish', config: { as: 'draft', environment: 'live' } }).map(({ path }) => path)).toEqual(['/config/environment'])
  })
})

describe('workflow.run', () => {
  const starting = (workflow: string): Step => ({ name: 'start', kind: 'workflow.run', config: { workflow } })
  it('waits for the run, and its undo undoes that', async () => {
    const { run, total, workflows } = host({ find: (name) => (name === 'count_one' ? counting() : undefined) })
    expect(await run([starting('count_one')])).toMatchObject({ status: 'succeeded', value: { workflow: 'count_one', status: 'succeeded', value: { added: 1 } } })
    expect(await total()).toBe(1)
    expect(await run([starting('count_one'), { name: 'no', kind: 'fail', config: { message: 'no' }, waitFor: ['start'] }], 'second')).toMatchObject({ status: 'rolled_back', undone: ['start'], left: [] })
    expect(await total()).toBe(1)
    expect(workflows.runs).toHaveLength(2)
  })

  it('fails with the run, which has undone itself', async () => {
    const { run, total } = host({ find: () => refusing })
    expect(await run([starting('count_one')])).toMatchObject({ status: 'rolled_back', error: { code: 'CHILD_RUN_FAILED', details: { status: 'rolled_back', error: { code: 'FAILED' } } }, left: [] })
    expect(await total()).toBe(0)
  })

  it('cancels a run that halts', async () => {
    const { run, total } = host({ find: () => counting({ steps: [...counting().steps, { name: 'stop', kind: 'debug', guards: [{ when: 'false', otherwise: { halt: 1 } }], waitFor: ['seen'] }] }) })
    expect(await run([starting('count_one')])).toMatchObject({ status: 'rolled_back', error: { code: 'CHILD_RUN_FAILED', details: { status: 'cancelled' } } })
    expect(await total()).toBe(0)
  })

  it('cancels a run that is no longer wanted', async () => {
    const { run, total } = host({ find: () => counting({ steps: [...counting().steps, { name: 'wait', kind: 'wait.timer', config: { duration: 'PT60S' }, waitFor: ['seen'] }] }) })
    expect(await run([{ ...starting('count_one'), timeout: 'PT0.3S' }])).toMatchObject({ status: 'rolled_back', error: { code: 'STEP_TIMEOUT' } })
    await expect.poll(total).toBe(0)
  })

  it.each<[string, WorkflowDocument | undefined, Json, string]>([
    ['is not there', undefined, {}, 'NO_SUCH_WORKFLOW'],
    ['has problems', { eddy: 1, name: 'count_one', steps: [{ name: 'a', kind: 'nothing' }] }, {}, 'WORKFLOW_INVALID'],
    ['gets another input', counting({ inputs: [{ name: 'n', schema: { type: 'number' } }] }), { n: 'one' }, 'BAD_INPUT'],
  ])('refuses a workflow that %s', async (_what, document, input, code) => {
    const { ask } = host({ find: () => document })
    expect(await ask('workflow.run', { input }, { workflow: 'count_one' })).toMatchObject({ kind: 'fail', error: { code, retryable: false } })
  })

  it('ends runs that start themselves, with nothing left', async () => {
    const { run, total } = host({ find: () => counting({ steps: [...counting().steps, { name: 'again', kind: 'workflow.run', config: { workflow: 'count_one' }, waitFor: ['seen'] }] }) })
    const { status, error } = await run([starting('count_one')])
    expect(status).toBe('rolled_back')
    expect(JSON.stringify(error)).toContain('TOO_DEEP')
    expect(await total()).toBe(0)
  })

  it('takes no secrets as input', () => {
    expect(catalog.get('workflow.run')?.check?.({ ...starting('w'), arguments: [{ name: 'input', from: { secret: 'KEY' } }] }).map(({ path }) => path)).toEqual(['/arguments/0/from'])
  })
})

it.each(['workflow.publish', 'workflow.run'])('%s fails where nothing keeps workflows', async (kind) => {
  const executor = createExecutor()
  closing.push(() => executor.close())
  expect(await executor.execute(stepRequest(kind, kind === 'workflow.run' ? { workflow: 'w' } : {}, { arguments: { document: asArgument(counting()) } }))).toMatchObject({ kind: 'fail', error: { code: 'NO_WORKFLOWS', retryable: false } })
})
