import { expect, it } from 'vitest'
import { ok, runDocument, step, type Script } from '../testing/index.ts'

it('S1 starts by priority, then in order of declaration', () => {
  const { executor } = runDocument({ steps: [step('a'), step('b', { priority: 5 }), step('c')], options: { maxConcurrency: 1 } })
  expect(executor.calls.map((call) => call.path)).toEqual(['b', 'a', 'c'])
})

it('S2 bounds the steps in flight over nested scopes, and does not deadlock with one slot', async () => {
  let inFlight = 0
  let most = 0
  const slow: Script = async () => {
    most = Math.max(most, ++inFlight)
    await Promise.resolve()
    inFlight--
    return ok()
  }
  const steps = [step('x', { kind: 'group', steps: [step('a'), step('y', { kind: 'group', steps: [step('b'), step('c')] })] }), step('d')]
  for (const maxConcurrency of [1, 2]) {
    most = 0
    const { run } = runDocument({ steps, options: { maxConcurrency } }, { scripts: { a: slow, b: slow, c: slow, d: slow } })
    expect((await run.settled()).status).toBe('succeeded')
    expect(most).toBe(maxConcurrency)
  }
})

it('S2 a sync step runs alone', async () => {
  const spans: string[] = []
  const noted: Script = async (request) => {
    spans.push(`+${request.path}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
    spans.push(`-${request.path}`)
    return ok()
  }
  const { run } = runDocument({ steps: [step('a'), step('s', { mode: 'sync' }), step('b')] }, { scripts: { a: noted, s: noted, b: noted } })
  await run.settled()
  expect(spans).toEqual(['+a', '-a', '+s', '-s', '+b', '-b'])
})

it('S6 lazy runs only what the return step needs', () => {
  const { executor } = runDocument({ steps: [step('a'), step('unused'), step('g', { kind: 'group', steps: [step('in', { arguments: [{ name: 'x', from: { result: 'a' } }] })] }), step('c', { after: ['g'] })], return: 'c', options: { evaluation: 'lazy' } })
  expect(executor.calls.map((call) => call.path)).toEqual(['a', 'g.in', 'c'])
})

it('S8 bounds the attempts that are started', async () => {
  const { run } = runDocument({ steps: [step('a'), step('b', { after: ['a'] }), step('c', { after: ['b'] })], options: { maxSteps: 2 } })
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'MAX_STEPS_EXCEEDED', step: 'c' } })
})

it('S1 takes no position from the canvas and mutates no definition', () => {
  const document = Object.freeze({ steps: Object.freeze([Object.freeze(step('a'))]) as never })
  expect(runDocument(document).run.state.status).toBe('succeeded')
})
