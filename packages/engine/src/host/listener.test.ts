import { describe, expect, it } from 'vitest'
import { plan } from '../plan/plan-workflow.ts'
import type { RunEvent } from '../event/event.ts'
import type { Journal } from '../port/ports.ts'
import { fakeCatalog } from '../testing/fake-catalog.ts'
import { pathEvaluator, ScriptedExecutor } from '../testing/scripted-executor.ts'
import { memoryPorts } from './memory-ports.ts'
import type { RunHandle } from './run-handle.ts'
import { startRun } from './start-run.ts'

/** A run of `ask` and `then`, of which the first halts; whoever is told of an event may act on the run at once. */
function told(act: (event: RunEvent, run: RunHandle) => void, kept?: RunEvent[]) {
  const steps = [{ name: 'ask', kind: 'pure' }, { name: 'then', kind: 'pure', waitFor: ['ask'] }]
  const planned = plan({ eddy: 1, name: 'test', steps }, { catalog: fakeCatalog() })
  const executor = new ScriptedExecutor({ ask: async () => ({ kind: 'halt', value: 1 }), then: async () => ({ kind: 'ok', value: 2 }) })
  let run: RunHandle | undefined
  const onEvents = (events: readonly RunEvent[]) => events.forEach((event) => run && act(event, run))
  const own: Journal = { append: (events) => (kept?.push(...events), onEvents(events)), flushed: () => undefined }
  const ports = memoryPorts({ executor, evaluator: pathEvaluator, onEvents })
  run = startRun({ runId: 'run', plan: planned, input: {}, ports: kept ? { ...ports, journal: own } : ports })
  return run
}

describe('whoever is told of events', () => {
  const resumes = (event: RunEvent, run: RunHandle) => {
    if (event.type === 'run.halted') run.resume({ payload: 5 })
  }

  it('H1 may resume a run at the moment when it halts', async () => {
    const run = told(resumes)
    await expect.poll(() => run.state.status).toBe('succeeded')
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
  })

  it('F1 loses nothing of what it brings about', async () => {
    const kept: RunEvent[] = []
    const run = told(resumes, kept)
    await expect.poll(() => run.state.status).toBe('succeeded')
    expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1))
    expect(kept.map(({ type }) => type).slice(-6)).toEqual(['run.resumed', 'step.succeeded', 'step.ready', 'step.started', 'step.succeeded', 'run.succeeded'])
  })

  it('H4 may cancel a run while it is told of its steps', async () => {
    const kept: RunEvent[] = []
    const run = told((event, handle) => {
      resumes(event, handle)
      if (event.type === 'step.started') handle.cancel()
    }, kept)
    await expect.poll(() => run.state.status).toBe('cancelled')
    expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1))
  })

  it('U8 may undo a run at the moment when it succeeds', async () => {
    const run = told((event, handle) => {
      resumes(event, handle)
      if (event.type === 'run.succeeded') handle.undo()
    })
    await expect.poll(() => run.state.status).toBe('rolled_back')
  })
})
