import { memoryPorts, plan, recoverRun, startRun, type RunEvent, type RunHandle, type StepExecutor } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { catalog } from '../contract.ts'
import { createEvaluator, createExecutor } from '../run.ts'
import { createKeyedState, type KeyedState } from './keyed-state.ts'
import { readRecord } from './machine-record.ts'

// Two runs send events to the same machines, one of them fails or not, and one loses its host after each of its events in turn. Each
// send adds a power of two of its own: the sum that is kept says whose events stand, and whether one stands twice.

const evaluator = createEvaluator()
const numRuns = Number(process.env['EDDY_CASES'] ?? 6)
afterAll(() => evaluator.close())

interface Send {
  readonly key: 'k' | 'l'
  /** Waits for the send before it. */
  readonly after: boolean
}
interface Drawn {
  readonly sends: readonly Send[]
  readonly fails: boolean
}
const drawn: fc.Arbitrary<Drawn> = fc.record({ sends: fc.array(fc.record({ key: fc.constantFrom('k' as const, 'l' as const), after: fc.boolean() }), { minLength: 1, maxLength: 3 }), fails: fc.boolean() })

const config = { machine: 'sum', key: 'who', initial: 'on', context: 0, states: { on: { on: { add: { target: 'on', reduce: 'context + payload' } } } } }
const given = (args: { readonly [name: string]: Json }) => Object.entries(args).map(([name, value]) => ({ name, from: { value } }))

function stepsOf({ sends, fails }: Drawn, first: number): readonly Step[] {
  const steps = sends.map(({ key, after }, index): Step => ({
    name: `s${index}`, kind: 'machine', config, retry: { max: 2, backoff: { initial: 'PT0.001S' } },
    arguments: given({ event: 'add', payload: 2 ** (first + index), who: key }),
    ...(after && index > 0 ? { waitFor: [`s${index - 1}`] } : {}),
  }))
  return fails ? [...steps, { name: 'no', kind: 'fail', config: { message: 'no' }, waitFor: steps.map(({ name }) => name) }] : steps
}

interface Hosted {
  readonly run: RunHandle
  readonly events: readonly RunEvent[]
}

/** A host of one run; it dies when its log has `dieAfter` events: what it asks for after that is not heard. */
function host(it: Drawn, { runId, first, keyedState, ...how }: { readonly runId: string; readonly first: number; readonly keyedState: KeyedState; readonly dieAfter?: number; readonly recover?: readonly RunEvent[]; readonly opened: Set<StepExecutor & { close(): Promise<void> }> }): Hosted {
  const own = createExecutor({ keyedState })
  how.opened.add(own)
  const executor: StepExecutor = {
    execute: (request) => (ports.journal.log.seq > (how.dieAfter ?? Infinity) ? new Promise(() => undefined) : own.execute(request)),
  }
  const ports = memoryPorts({ executor, evaluator })
  if (how.recover) ports.journal.restore(how.recover)
  const options = { runId, plan: plan({ eddy: 1, name: runId, steps: stepsOf(it, first) }, { catalog }), ports }
  const run = how.recover ? recoverRun({ ...options, events: how.recover }) : startRun({ ...options, input: {} })
  return { run, get events() { return ports.journal.events } }
}

/** The payloads of the sends that stand by the log, by key; of one in doubt nothing is known. */
function standing(it: Drawn, first: number, events: readonly RunEvent[]) {
  const stands = new Set<string>()
  const doubted = new Set<string>()
  for (const { type, step = '' } of events) {
    if (type === 'step.succeeded') stands.add(step)
    if (type === 'step.interrupted' && step !== 'no') doubted.add(step)
    if (type === 'step.succeeded' || type === 'undo.succeeded') doubted.delete(step)
    if (type === 'undo.succeeded') stands.delete(step)
  }
  const sum = (of: ReadonlySet<string>, key: string) => it.sends.reduce((total, send, index) => total + (send.key === key && of.has(`s${index}`) ? 2 ** (first + index) : 0), 0)
  return { sum: (key: string) => sum(stands, key), doubted: doubted.size }
}

async function play(a: Drawn, b: Drawn, dieAfter: number | undefined): Promise<number> {
  const keyedState = createKeyedState()
  const opened = new Set<StepExecutor & { close(): Promise<void> }>()
  let hosted = host(a, { runId: 'a', first: 0, keyedState, opened, ...(dieAfter === undefined ? {} : { dieAfter }) })
  const other = host(b, { runId: 'b', first: 8, keyedState, opened })
  if (dieAfter !== undefined) {
    await expect.poll(() => hosted.events.length > dieAfter || hosted.run.state.status !== 'running', { interval: 1 }).toBe(true)
    const kept = hosted.events.slice(0, dieAfter)
    hosted.run.detach()
    hosted = host(a, { runId: 'a', first: 0, keyedState, opened, recover: kept })
  }
  const results = await Promise.all([hosted.run.settled(), other.run.settled()])
  const [ofA, ofB] = [standing(a, 0, hosted.events), standing(b, 8, other.events)]
  const said = JSON.stringify({ dieAfter, results, log: hosted.events.map(({ type, step }) => `${type} ${step ?? ''}`) })
  expect(ofA.doubted + ofB.doubted, said).toBe(0)
  for (const key of ['k', 'l']) {
    const kept = await keyedState.read(`machine/sum/${key}`)
    const context = kept ? readRecord(kept.value).context : 0
    expect({ key, context }, said).toEqual({ key, context: ofA.sum(key) + ofB.sum(key) })
  }
  for (const { status, left } of results) expect(left.length > 0, said).toBe(status === 'rollback_incomplete')
  await Promise.all([...opened].map((executor) => executor.close()))
  return hosted.events.length
}

it('two runs that share machines, one of which loses its host after any of its events, leave each event once or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, drawn, async (a, b) => {
      const events = await play(a, b, undefined)
      for (let dieAfter = 1; dieAfter < events; dieAfter++) await play(a, b, dieAfter)
    }),
    { numRuns },
  )
})
