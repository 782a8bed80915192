import { memoryPorts, plan, startRun, type RunStatus } from '@eddy/engine'
import { optimizeWorkflow, validate, type Json, type Optimized, type Step, type WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createMemoryCoordination } from '../coordination/memory-coordination.ts'
import { createInProcessEvaluator } from '../evaluator/in-process-evaluator.ts'
import { createExecutor } from '../run.ts'

const evaluator = createInProcessEvaluator()
const open: { close(): Promise<void> }[] = []
afterAll(() => Promise.all(open.map((one) => one.close())))

/** What of a run can be told afterwards: its end, its value, the figures and notices that it leaves. */
interface End {
  readonly status: RunStatus
  readonly value: Json
  readonly failed: boolean
  readonly totals: { readonly [name: string]: number }
  readonly notices: readonly string[]
}

const NAMES = ['m0', 'm1', 'm2']

async function endOf(document: WorkflowDocument): Promise<End> {
  const coordination = createMemoryCoordination()
  const notices: string[] = []
  const executor = createExecutor({ coordination, notify: async ({ title }) => void notices.push(title) })
  open.push(executor)
  const ports = memoryPorts({ executor, evaluator })
  const { status, value = null, error } = await startRun({ runId: 'r', plan: plan(document, { catalog }), ports, input: { n: 3 } }).settled()
  const totals = await Promise.all(NAMES.map(async (name) => [name, await coordination.addMetric({ name, labels: {}, value: 0, runId: 'look', effect: `look/${name}` })] as const))
  return { status, value, failed: error !== undefined, totals: Object.fromEntries(totals), notices: notices.toSorted() }
}

interface Drawn {
  readonly what: 'compute' | 'count' | 'tell'
  readonly expr: number
  readonly takes: readonly number[]
  readonly waits: readonly number[]
  readonly sync: boolean
  readonly guarded: boolean
}

const EXPRESSIONS = ['2 + 2', '{ "v": [1, { "w": 3 }] }', '$count($keys($))', '$string($)', '$sum([$number($string($length($string(a0)))), 1])', 'a0', '$length($string($)) > 30 ? $error("too long") : "short"', '$error("always")', 'n * 2', '$now()']

const drawn: fc.Arbitrary<Drawn> = fc.record({
  what: fc.constantFrom('compute', 'compute', 'compute', 'compute', 'count', 'tell'),
  expr: fc.nat(EXPRESSIONS.length - 1),
  takes: fc.array(fc.nat(20), { maxLength: 2 }),
  waits: fc.array(fc.nat(20), { maxLength: 3 }),
  sync: fc.boolean(),
  guarded: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})

function stepOf({ what, expr, takes, waits, sync, guarded }: Drawn, index: number, tells: boolean): Step {
  const before = (n: number) => `s${n % index}`
  const args = index === 0 ? [] : takes.map((n, at) => ({ name: `a${at}`, from: { result: before(n) } }))
  // what the clock says is in no value that is compared
  const text = EXPRESSIONS[expr] === '$now()' ? '$length($now())' : (EXPRESSIONS[expr] ?? '1')
  const kinds: { readonly [kind in Drawn['what']]: Pick<Step, 'kind' | 'config'> } = {
    compute: { kind: 'expression', config: { expr: text } },
    count: { kind: 'metric', config: { name: NAMES[expr % NAMES.length] ?? 'm0', value: '1' } },
    tell: { kind: 'notify', config: { title: `t${index}` } },
  }
  return {
    name: `s${index}`,
    ...(what === 'tell' && !tells ? kinds.compute : kinds[what]),
    arguments: [...args, ...(text.includes('n *') ? [{ name: 'n', from: { input: 'n' } }] : [])],
    ...(index > 0 && waits.length > 0 ? { waitFor: waits.map(before) } : {}),
    ...(sync ? { mode: 'sync' as const } : {}),
    ...(guarded ? { guards: [{ when: 'false', otherwise: { value: 7 } }] } : {}),
  }
}

const documents = fc.record({ steps: fc.array(drawn, { minLength: 2, maxLength: 9 }), tells: fc.boolean(), lane: fc.option(fc.nat(8), { nil: undefined }), returns: fc.option(fc.nat(8), { nil: undefined }) }).map(({ steps, tells, lane, returns }): WorkflowDocument => ({
  eddy: 1,
  name: 'w',
  inputs: [{ name: 'n' }],
  // what a count comes to depends on who counts first, so nobody takes it
  steps: [...steps.map((step, index) => stepOf(step, index, tells)).map((step, _at, all) => ({ ...step, arguments: step.arguments?.map((one) => ('result' in one.from && all.find(({ name }) => 'result' in one.from && name === one.from.result)?.kind === 'metric' ? { ...one, path: ['added'] } : one)) ?? [] })), { name: 'last', kind: 'expression', config: { expr: 'x' }, arguments: [{ name: 'x', from: { result: `s${steps.length - 1}` }, ...(steps.at(-1)?.what === 'count' && !steps.at(-1)?.guarded ? { path: ['added'] } : {}) }] }],
  ...(lane !== undefined ? { failure: { steps: [{ name: 'lane', kind: 'notify', config: { title: 'lane {{ $string(seen) }}' }, arguments: [{ name: 'seen', from: { result: `s${lane % steps.length}` } }] }] } } : {}),
  ...(returns === undefined ? {} : { return: `s${returns % steps.length}` }),
}))

const optimized = (document: WorkflowDocument): Promise<Optimized> => optimizeWorkflow(document, { catalog, evaluate: (expr, root) => evaluator.evaluate(expr, root, null) })
const metricsTaken = ({ steps, return: returns }: WorkflowDocument) => steps.some(({ kind, name, guards }) => kind === 'metric' && (returns === name || guards !== undefined))

it('never changes how a run ends, what it comes to, or what it leaves', { timeout: 120_000 }, async () => {
  let changed = 0
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      fc.pre(!metricsTaken(document) && validate(document, { catalog }).every(({ severity }) => severity !== 'error'))
      const result = await optimized(document)
      changed += result.changes.length > 0 ? 1 : 0
      expect(validate(result.document, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
      expect(await endOf(result.document)).toEqual(await endOf(document))
      // nothing is left to do
      expect((await optimized(result.document)).changes).toEqual([])
      expect(result.after.longest).toBeLessThanOrEqual(result.before.longest)
    }),
    { numRuns: 150 },
  )
  expect(changed).toBeGreaterThan(30)
})
