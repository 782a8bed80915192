import { describe, expect, it } from 'vitest'
import { createGates } from '../gate/create-gates.ts'
import { createRunHistory } from '../state/create-run-history.ts'
import { fail, ManualClock, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

const clock = new ManualClock()
const hanging: Script = () => new Promise(() => {})
const around = (config: object, script: Script, { gates = createGates({ clock }), runId = 'run', ...more }: { readonly gates?: ReturnType<typeof createGates>; readonly runId?: string; readonly retry?: object } = {}) =>
  runDocument({ steps: [step('w', { kind: 'around', config, steps: [step('in')], ...more } as never)] }, { gates, runId, scripts: { in: script } })
const viewOf = ({ plan, events }: TestRun) => {
  const view = createRunHistory(plan)
  view.apply(events)
  return view
}

describe('a queued step', () => {
  it('C9 says which lock it waits for, who holds it and how many are ahead, and after that how long it took', async () => {
    const gates = createGates({ clock })
    let free = () => {}
    around({ lock: { name: 'till' } }, () => new Promise((resolve) => (free = () => resolve(ok()))), { gates, runId: 'r1' })
    const [second, third] = ['r2', 'r3'].map((runId) => around({ lock: { name: 'till' } }, () => ok(), { gates, runId }))
    await expect.poll(() => third && viewOf(third).step('w')).toMatchObject({ status: 'queued', gates: [{ kind: 'lock', name: 'till', ahead: 1, heldBy: 'r1/w' }] })
    expect(second && viewOf(second).step('w')?.gates).toMatchObject([{ ahead: 0 }])
    free()
    expect(await third?.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(third && viewOf(third).step('w')).toMatchObject({ status: 'succeeded', gates: [{ name: 'till' }] })
  })

  it('C9 says nothing of gates that were open', async () => {
    const alone = around({ lock: { name: 'till' }, rate: { name: 'api', max: 1 } }, () => ok())
    expect(await alone.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(alone.log()).not.toContain('gate.awaited w')
  })

  it('C9 says when a rate limit lets it in', async () => {
    const gates = createGates({ clock })
    const limit = { rate: { name: 'api', max: 1, per: 'PT2S' } }
    await around(limit, () => ok(), { gates, runId: 'r1' }).run.settled()
    const late = around(limit, () => ok(), { gates, runId: 'r2' })
    await expect.poll(() => viewOf(late).step('w')?.gates).toMatchObject([{ kind: 'rate', name: 'api', until: clock.now() + 2000 }])
  })

  it('C9 says why it never began where a circuit is open', async () => {
    const gates = createGates({ clock })
    const breaker = { breaker: { name: 'bank', failures: 1, cooldown: 'PT30S' } }
    await around(breaker, () => fail(), { gates, runId: 'r1' }).run.settled()
    const refused = around(breaker, () => ok(), { gates, runId: 'r2', retry: { max: 2, backoff: { initial: 'PT30S' } } })
    await expect.poll(() => viewOf(refused).step('w')).toMatchObject({ status: 'retrying', attempts: [], refusal: { code: 'CIRCUIT_OPEN' } })
  })

  it('C9 a run that is taken up again at a gate waits there once more, and ends as ever', async () => {
    const gates = createGates({ clock })
    let free = () => {}
    around({ lock: { name: 'till' } }, () => new Promise((resolve) => (free = () => resolve(ok()))), { gates, runId: 'r1' })
    const crashed = around({ lock: { name: 'till' } }, () => ok(), { gates: createGates({ clock }), runId: 'r2' })
    await crashed.run.settled()
    const cut = crashed.events.findIndex(({ type, step: path }) => type === 'step.started' && path === 'w')
    const again = runDocument({ steps: [step('w', { kind: 'around', config: { lock: { name: 'till' } }, steps: [step('in')] })] }, { gates, runId: 'r2', scripts: { in: () => ok() }, recover: crashed.events.slice(0, cut) })
    await expect.poll(() => again.log()).toContain('gate.awaited w')
    free()
    expect(await again.run.settled()).toMatchObject({ status: 'succeeded' })
  })

  it('C6 a run that its host has let go of while it was at a gate holds nothing', async () => {
    const gates = createGates({ clock })
    let answer = () => {}
    const evaluator = { evaluate: () => new Promise<string>((resolve) => (answer = () => resolve('key'))) }
    const left = runDocument({ steps: [step('w', { kind: 'around', config: { lock: { name: 'till', key: 'slow' } }, steps: [step('in')] } as never)] }, { gates, runId: 'r1', evaluator, scripts: { in: hanging } })
    left.run.detach()
    answer()
    await new Promise((resolve) => setTimeout(resolve))
    const next = runDocument({ steps: [step('w', { kind: 'around', config: { lock: { name: 'till', key: 'slow', wait: 'PT0S' } }, steps: [step('in')] } as never)] }, { gates, runId: 'r2', evaluator: { evaluate: () => 'key' } })
    const entered = next.run.settled()
    await new Promise((resolve) => setTimeout(resolve))
    clock.advance(0)
    expect(await entered).toMatchObject({ status: 'succeeded' })
  })

  it('C9 says which limit of the run it waits for', () => {
    const full = viewOf(runDocument({ steps: [step('a'), step('b'), step('c', { priority: 5 })], options: { maxConcurrency: 1 } }, { scripts: { a: hanging, b: hanging, c: hanging } }))
    expect([full.whyQueued('c'), full.whyQueued('a'), full.whyQueued('b')]).toEqual([undefined, { for: 'slot', underWay: 1, most: 1, first: true }, { for: 'slot', underWay: 1, most: 1, first: false }])
    const alone = viewOf(runDocument({ steps: [step('a'), step('b', { mode: 'sync' })] }, { scripts: { a: hanging, b: hanging } }))
    expect(alone.whyQueued('b')).toEqual({ for: 'alone', underWay: 1 })
    const behind = viewOf(runDocument({ steps: [step('a', { mode: 'sync' }), step('b')] }, { scripts: { a: hanging, b: hanging } }))
    expect(behind.whyQueued('b')).toEqual({ for: 'sync' })
    // a container takes no slot, but nothing overtakes what is first (S1)
    const container = viewOf(runDocument({ steps: [step('a'), step('b'), step('w', { kind: 'group', steps: [step('in')] })], options: { maxConcurrency: 1 } }, { scripts: { a: hanging, b: hanging } }))
    expect(container.whyQueued('w')).toEqual({ for: 'slot', underWay: 1, most: 1, first: false })
    const queue = viewOf(runDocument({ steps: [step('a'), step('b', { mode: 'sync' }), step('c')] }, { scripts: { a: hanging, b: hanging, c: hanging } }))
    expect(queue.whyQueued('c')).toEqual({ for: 'sync' })
  })
})
