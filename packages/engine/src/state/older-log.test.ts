import { describe, expect, it } from 'vitest'
import type { EventData, RunEvent } from '../event/event.ts'
import { runDocument, step } from '../testing/index.ts'
import { createRunView } from './create-run-view.ts'

const handlers = [step('undo')]
const inside = [step('a', { kind: 'effect', undo: 'undo' }), step('w', { kind: 'wait.signal', config: { name: 'go' }, after: ['a'] })]
const document = { steps: [step('before', { kind: 'effect', undo: 'undo' }), step('g', { kind: 'group', after: ['before'], timeout: 'PT1S', onError: [{ when: 'true', then: 'continue' as const }], steps: inside })], handlers }

function events(...made: readonly (readonly [RunEvent['type'], string | undefined, EventData[RunEvent['type']], number?])[]): RunEvent[] {
  return made.map(([type, path, data, at = 0], index) => ({ seq: index + 1, at, type, ...(path === undefined ? {} : { step: path }), ...(type === 'step.started' ? { attempt: 1 } : {}), data }) as RunEvent)
}

const error = { code: 'STEP_TIMEOUT', message: 'late', step: 'g', attempt: 1, retryable: true }
/** As version 0.1.0 of November 2026 wrote it, before containers that fail by themselves asked their rules. */
const older = events(
  ['run.started', undefined, { input: {}, workflow: { name: 'test', hash: '' } }],
  ['step.ready', 'before', {}],
  ['step.started', 'before', { arguments: {} }],
  ['step.succeeded', 'before', { value: null }],
  ['step.ready', 'g', {}],
  ['step.started', 'g', { arguments: {} }],
  ['timer.set', 'g', { timer: 'timeout:g', dueAt: 1000 }],
  ['step.ready', 'g.a', {}],
  ['step.started', 'g.a', { arguments: {} }],
  ['step.succeeded', 'g.a', { value: null }],
  ['step.ready', 'g.w', {}],
  ['step.started', 'g.w', { arguments: {}, signal: { name: 'go' } }],
  ['signal.awaited', 'g.w', { name: 'go' }],
  ['timer.fired', 'g', { timer: 'timeout:g' }, 1000],
  ['step.failed', 'g', { error }, 1000],
  ['rollback.started', undefined, { reason: 'failure', error }, 1000],
  ['undo.started', 'g.a', { value: null, handler: 'undo' }, 1000],
)

describe('logs of older versions', () => {
  it('F1 H2 R3 one in which a container failed at once, with something open inside, is read, and its rollback goes on', async () => {
    const view = createRunView(runDocument(document).plan)
    view.apply(older)
    expect(view.run.status).toBe('rolling_back')
    const test = runDocument(document, { recover: older })
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.a', 'before'], left: [], error: { code: 'STEP_TIMEOUT' } })
  })

  it('F1 one that cannot be read is refused with what to do', () => {
    const other = [...older.slice(0, 4), ...events(['run.succeeded', undefined, { value: 1 }]).map((event) => ({ ...event, seq: 5 }))]
    expect(() => runDocument(document, { recover: other })).toThrow(/event 5 is run.succeeded of the run, where step.ready of g follows from the log; .* let the version that wrote it bring the run to its end/)
    expect(() => runDocument(document, { recover: [...older.slice(0, 4), ...older.slice(5)] })).toThrow(/does not follow event 4; events are missing/)
  })
})
