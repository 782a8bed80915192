import { createGates } from '../gate/create-gates.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { describe, expect, it } from 'vitest'
import { ok, runDocument, step } from '../testing/index.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))
const SIGNAL = JSON.stringify(['paid', null])

describe('a run that only waits', () => {
  it('H10 says what it waits for, and goes on from its log as if it had stayed', async () => {
    const document = { steps: [step('a'), step('pause', { kind: 'wait.timer', after: ['a'], config: { duration: 'PT5H' } }), step('paid', { kind: 'wait.signal', after: ['a'], config: { name: 'paid' } }), step('b', { after: ['pause', 'paid'] })] }
    const first = runDocument(document)
    await turn()
    const sleep = first.run.sleep()
    expect(sleep).toEqual({ wakesAt: first.run.state.now + 5 * 3_600_000, waits: [SIGNAL] })
    first.run.detach()
    const again = runDocument(document, { recover: first.events })
    await turn()
    // the log is the same, and so is what it waits for
    expect(again.events).toEqual(first.events)
    expect(again.run.sleep()).toEqual(sleep)
    again.run.signal({ name: 'paid', payload: 1 })
    await turn()
    expect(again.run.sleep()).toEqual({ wakesAt: sleep?.wakesAt, waits: [] })
    again.clock.advance(5 * 3_600_000)
    expect((await again.run.settled()).status).toBe('succeeded')
    expect(again.executor.calls.map(({ path }) => path)).toEqual(['b'])
  })

  it('H10 stays while anything is in flight, held, asked of a person, or going back', async () => {
    const pause = step('pause', { kind: 'wait.timer', config: { duration: 'PT5H' } })
    const never = () => new Promise<ReturnType<typeof ok>>(() => undefined)
    const busy = runDocument({ steps: [pause, step('slow')] }, { scripts: { slow: never } })
    const gates = createGates({ clock: new ManualClock() })
    const keyed = runDocument({ steps: [pause], options: { concurrency: { key: '1', limit: 1 } } }, { gates })
    const asked = runDocument({ steps: [pause, step('ask', { kind: 'approval', config: { title: 'May it?' } })] })
    const locked = runDocument({ steps: [step('locked', { kind: 'around', config: { lock: { name: 'stock' } }, steps: [pause] })] }, { gates })
    const over = runDocument({ steps: [step('a')] })
    await turn()
    await turn()
    expect([busy, keyed, asked, locked, over].map(({ run }) => run.state.status)).toEqual(['running', 'running', 'running', 'running', 'succeeded'])
    for (const { run } of [busy, keyed, asked, locked, over]) expect(run.sleep()).toBeUndefined()
    const halted = runDocument({ steps: [pause] })
    await turn()
    halted.run.halt()
    await turn()
    expect(halted.run.sleep()).toBeUndefined()
  })
})
