import { describe, expect, it } from 'vitest'
import { stepAt } from '../state/step-at.ts'
import { fail, ok, runDocument, step } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]

describe('halt and resume', () => {
  const halting = { steps: [step('a'), step('h', { after: ['a'] }), step('z', { after: ['h'], arguments: [{ name: 'x', from: { result: 'h' } }] })] }
  const scripts = { h: () => ({ kind: 'halt', value: 'question' }) as const }

  it('H1 drains, halts, and resumes with a payload that becomes the value', async () => {
    const { run, executor, log } = runDocument(halting, { scripts })
    expect(await run.settled()).toMatchObject({ status: 'halted', value: 'question' })
    run.resume({ payload: 'answer' })
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.at(-1)?.arguments).toEqual({ x: 'answer' })
    expect(executor.calls.map((call) => call.path)).toEqual(['a', 'h', 'z'])
    expect(log()).toContain('run.resumed')
    expect(() => run.resume()).toThrow(/not halted/)
  })

  it('H1 resumes from the log alone, inside any scope', async () => {
    const nested = { steps: [step('g', { kind: 'group', steps: [step('m', { kind: 'map', arguments: [{ name: 'source', from: { value: [1] } }], steps: [step('h')] })] })] }
    const first = runDocument(nested, { scripts })
    await first.run.settled()
    const again = runDocument(nested, { scripts, recover: first.events })
    expect(again.run.state.status).toBe('halted')
    again.run.resume({ payload: 'one' })
    expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: ['one'] })
    expect(again.executor.calls).toEqual([])
  })

  it('H7 goes on to its end when it is resumed, if its last step has ended while it halted', async () => {
    let finish = () => {}
    const last = { steps: [step('a'), step('slow', { after: ['a'] })] }
    const slow = () => new Promise<ReturnType<typeof ok>>((resolve) => (finish = () => resolve(ok('done'))))
    const first = runDocument(last, { scripts: { slow } })
    await expect.poll(() => first.executor.calls.length).toBe(2)
    first.run.halt()
    finish()
    expect((await first.run.settled()).status).toBe('halted')
    for (const { run } of [first, runDocument(last, { recover: [...first.events] })]) {
      run.resume()
      expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'done' })
    }
  })

  it('H1 a failure while draining wins over the halt', async () => {
    let finish = () => {}
    const { run } = runDocument({ steps: [step('slow'), step('h')] }, { scripts: { ...scripts, slow: () => new Promise((resolve) => (finish = () => resolve(fail('late')))) } })
    expect(run.state.status).toBe('halting')
    finish()
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { message: 'late' } })
  })
})

describe('several questions', () => {
  const asking = { steps: [step('pay', { kind: 'once' }), step('h1'), step('h2'), step('z', { after: ['pay'], arguments: [{ name: 'x', from: { result: 'h1' } }, { name: 'y', from: { result: 'h2' } }] })] }
  const halts = (value: string) => () => Promise.resolve({ kind: 'halt', value } as const)
  const lost = () => Promise.resolve({ kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } } as const)
  const ask = () => runDocument(asking, { scripts: { pay: lost, h1: halts('one?'), h2: halts('two?') } })

  it('H11 an answer to one question answers no other, and the run halts until all have theirs', async () => {
    const { run, log, executor } = ask()
    expect(await run.settled()).toMatchObject({ status: 'halted' })
    const known = log().length
    run.resume({ resolution: { step: 'pay', did: 'happened', value: 'paid' } })
    expect(await run.settled()).toMatchObject({ status: 'halted', value: 'one?' })
    run.resume({ payload: null })
    expect(await run.settled()).toMatchObject({ status: 'halted', value: 'two?' })
    expect(log().slice(known)).toEqual(['run.resumed', 'step.succeeded pay', 'run.halted', 'run.resumed', 'step.succeeded h1', 'run.halted'])
    run.resume({ payload: 'yes' })
    expect(await run.settled()).toMatchObject({ status: 'succeeded' })
    expect(executor.calls.at(-1)).toMatchObject({ path: 'z', arguments: { x: null, y: 'yes' } })
  })

  it('H11 a resume without a word lets all that halted go on, and leaves what is in doubt', async () => {
    const { run, executor } = ask()
    await run.settled()
    run.resume()
    expect(await run.settled()).toMatchObject({ status: 'halted' })
    expect(run.state.halted.map(({ path }) => path)).toEqual(['pay'])
    run.resume({ resolution: { step: 'pay', did: 'happened', value: 'paid' } })
    expect(await run.settled()).toMatchObject({ status: 'succeeded' })
    expect(executor.calls.at(-1)?.arguments).toEqual({ x: 'one?', y: 'two?' })
  })

  it('H11 a log from before the rule folds as it was written: the word for one let the others go on', async () => {
    const first = ask()
    await first.run.settled()
    const next = { seq: first.events.length + 1, at: first.run.state.now, type: 'run.resumed', data: { payload: 'yes' } } as const
    const again = runDocument(asking, { recover: [...first.events, next] })
    expect(await again.run.settled()).toMatchObject({ status: 'halted' })
    expect(['h1', 'h2'].map((path) => stepAt(again.run.state, path))).toMatchObject([{ status: 'succeeded', value: 'yes' }, { status: 'succeeded', value: 'two?' }])
  })
})

describe('cancel', () => {
  const waiting = { steps: [step('a', undo), step('w', { kind: 'wait.timer', after: ['a'], config: { duration: 'PT1H' } })], handlers }

  it('H4 rolls back, and is idempotent', async () => {
    const { run, log } = runDocument(waiting)
    run.cancel()
    run.cancel()
    expect(await run.settled()).toMatchObject({ status: 'cancelled', undone: ['a'], error: { code: 'CANCELLED' } })
    expect(log().filter((line) => line === 'run.cancelled')).toHaveLength(1)
  })

  it('H4 leaves all as it is when it is asked to', async () => {
    const { run } = runDocument(waiting)
    run.cancel({ rollback: false })
    expect(await run.settled()).toMatchObject({ status: 'cancelled', undone: [], residue: ['a'] })
  })

  it('H4 tells steps in flight and waits for them', async () => {
    const { run } = runDocument({ steps: [step('slow', undo)], handlers }, { scripts: { slow: (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(ok()))) } })
    run.cancel()
    expect(await run.settled()).toMatchObject({ status: 'cancelled', undone: ['slow'] })
  })
})

describe('time', () => {
  const late = (onTimeout: 'fail' | 'halt' | 'cancel') => runDocument({ steps: [step('a', undo), step('w', { kind: 'wait.timer', after: ['a'], config: { duration: 'PT1H' } })], handlers, options: { timeout: 'PT10S', onTimeout } })

  it.each([['fail', 'rolled_back'], ['halt', 'halted'], ['cancel', 'cancelled']] as const)('H2 passing the timeout of a run does what its option says: %s', async (onTimeout, status) => {
    const { clock, run } = late(onTimeout)
    clock.advance(10_000)
    expect((await run.settled()).status).toBe(status)
  })

  it('H2 timers keep their times over a crash', () => {
    const steps = [step('w', { kind: 'wait.timer', config: { duration: 'PT10S' } })]
    const first = runDocument({ steps })
    const again = runDocument({ steps }, { recover: first.events })
    again.clock.advance(9_999)
    expect(again.run.state.status).toBe('running')
    again.clock.advance(1)
    expect(again.run.state.status).toBe('succeeded')
  })

  it('S3 H2 a wait that is given no duration fails instead of going on', async () => {
    const { run } = runDocument({ steps: [step('w', { kind: 'wait.timer', arguments: [{ name: 'duration', from: { value: 'soon' } }] })] })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'ARGUMENT_ERROR', step: 'w' } })
  })

  it('H2 an attempt that passes its timeout fails with STEP_TIMEOUT and is tried again', async () => {
    const { clock, run, executor } = runDocument({ steps: [step('a', { timeout: 'PT1S', retry: { max: 1 } })] }, { scripts: { a: () => new Promise(() => {}) } })
    clock.advance(5000)
    expect(executor.calls).toHaveLength(2)
    expect((await run.settled()).error).toMatchObject({ code: 'STEP_TIMEOUT', step: 'a', attempt: 2 })
  })
})

describe('signals', () => {
  const waiter = (more = {}) => step('w', { kind: 'wait.signal', config: { name: 'paid', ...more } })

  it('H3 a signal goes to its waiter', async () => {
    const { run } = runDocument({ steps: [waiter()] })
    expect(run.signal({ name: 'other', payload: 0 })).toBe(true)
    expect(run.state.status).toBe('running')
    run.signal({ name: 'paid', payload: 7 })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 7 })
    expect(run.signal({ name: 'paid', payload: 8 })).toBe(false)
  })

  it('H3 one that comes early is kept, and exactly one waiter gets each', async () => {
    const { run } = runDocument({ steps: [step('t', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('w1', { kind: 'wait.signal', config: { name: 'paid' }, after: ['t'] }), step('w2', { kind: 'wait.signal', config: { name: 'paid' }, after: ['t'] }), step('end', { after: ['w1', 'w2'] })] })
    run.signal({ name: 'paid', payload: 1 })
    run.detach()
    const again = runDocument({ steps: [waiter()] })
    again.run.signal({ name: 'paid', payload: 1 })
    expect((await again.run.settled()).value).toBe(1)
  })

  it('H3 waits only for its correlation', () => {
    const { run } = runDocument({ steps: [step('w', { kind: 'wait.signal', config: { name: 'paid', correlation: 'order' }, arguments: [{ name: 'order', from: { value: 'A' } }] })] })
    run.signal({ name: 'paid', correlation: 'B', payload: 1 })
    expect(run.state.status).toBe('running')
    run.signal({ name: 'paid', correlation: 'A', payload: 2 })
    expect(run.state.value).toBe(2)
  })

  it('H3 a wait that lasts too long fails with SIGNAL_TIMEOUT, which its rules may mend', async () => {
    const { clock, run } = runDocument({ steps: [{ ...waiter({ timeout: 'PT5S' }), onError: [{ when: 'error.code = "SIGNAL_TIMEOUT"', then: 'continue' }] }] })
    clock.advance(5000)
    expect((await run.settled()).status).toBe('succeeded')
  })
})

describe('in doubt', () => {
  const crash = (more: object, answers: Record<string, unknown> = {}) => {
    const document = { steps: [step('a', { ...undo, ...more }), step('z', { after: ['a'] })], handlers: [...handlers, step('check')] }
    const first = runDocument(document, { scripts: { a: () => new Promise(() => {}) } })
    return runDocument(document, { recover: first.events, scripts: { a: () => ok('again'), check: () => ok(answers['check'] as never) } })
  }

  it('H5 a kind that may be repeated is, under the same key', async () => {
    const { run, executor, log } = crash({})
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls[0]).toMatchObject({ path: 'a', idempotencyKey: 'run/a/1', context: { attempt: 2 } })
    expect(log()).toContain('step.interrupted a')
  })

  it('H5 one that may not halts for a person, who says what happened', async () => {
    const { run } = crash({ kind: 'once' })
    expect((await run.settled()).status).toBe('halted')
    run.resume({ resolution: { step: 'a', did: 'happened', value: 'it did' } })
    expect(await run.settled()).toMatchObject({ status: 'succeeded' })
    expect(stepAt(run.state, 'a')?.value).toBe('it did')
  })

  it('H5 the check answers first', async () => {
    const happened = crash({ kind: 'once', check: 'check' }, { check: { happened: true, value: 5 } })
    expect((await happened.run.settled()).status).toBe('succeeded')
    expect(happened.executor.calls.map((call) => call.purpose)).toEqual(['check', 'run'])
    const not = crash({ kind: 'once', check: 'check' }, { check: { happened: false } })
    await not.run.settled()
    expect(stepAt(not.run.state, 'a')?.value).toBe('again')
    expect((await crash({ kind: 'once', check: 'check' }, { check: 'unknown' }).run.settled()).status).toBe('halted')
  })

  it('H5 a timeout after an effect that may not be repeated is in doubt too', async () => {
    const { clock, run, log } = runDocument({ steps: [step('a', { kind: 'once', timeout: 'PT1S' })] }, { scripts: { a: () => new Promise(() => {}) } })
    clock.advance(1000)
    expect((await run.settled()).status).toBe('halted')
    expect(log()).toContain('step.interrupted a')
  })
})

it('H3 a signal that comes early is kept for one waiter', async () => {
  const wait = { kind: 'wait.signal', config: { name: 'paid' } } as const
  const { run, clock, log } = runDocument({ steps: [step('t', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('a', { ...wait, after: ['t'] }), step('b', { ...wait, after: ['a'] })] })
  run.signal({ name: 'paid', payload: 1 })
  clock.advance(1000)
  expect(log()).toContain('step.succeeded a')
  expect(log()).not.toContain('step.succeeded b')
  run.signal({ name: 'paid', payload: 2 })
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
})
