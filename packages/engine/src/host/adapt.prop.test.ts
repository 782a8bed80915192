import type { Step, WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adaptProblems } from '../decide/adapt-problems.ts'
import type { RunEvent } from '../event/event.ts'
import { createRunView } from '../state/create-run-view.ts'
import { fail, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

/** A step of the first version, and what becomes of it in the second. */
interface Drawn {
  readonly shape: 'leaf' | 'group' | 'halts' | 'waits'
  readonly undo: boolean
  /** How far back the steps are that it waits for, and whose result it takes. */
  readonly needs: readonly number[]
  readonly inner: readonly Drawn[]
  readonly then: 'keep' | 'remove' | 'kind' | 'undo'
  readonly needsThen: readonly number[] | null
  /** Put in behind it. */
  readonly added: readonly { readonly needs: readonly number[]; readonly undo: boolean; readonly fails: boolean }[]
}

const needs = fc.array(fc.nat(3), { maxLength: 2 })
const { drawn } = fc.letrec<{ drawn: Drawn }>((tie) => ({
  drawn: fc.record({
    shape: fc.oneof({ weight: 5, arbitrary: fc.constant<Drawn['shape']>('leaf') }, { weight: 3, arbitrary: fc.constantFrom<Drawn['shape'][]>('group', 'halts', 'waits') }),
    undo: fc.boolean(),
    needs,
    inner: fc.oneof({ maxDepth: 2 }, fc.constant<Drawn[]>([]), fc.array(tie('drawn'), { minLength: 1, maxLength: 3 })),
    then: fc.constantFrom<Drawn['then'][]>('keep', 'keep', 'keep', 'keep', 'keep', 'keep', 'remove', 'kind', 'undo'),
    needsThen: fc.option(needs, { freq: 3 }),
    added: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.record({ needs, undo: fc.boolean(), fails: fc.constantFrom(false, false, false, true) }), { minLength: 1, maxLength: 2 }) }),
  }),
}))

const arbitraryChange = fc.record({ draws: fc.array(drawn, { minLength: 2, maxLength: 5 }), maxConcurrency: fc.integer({ min: 1, max: 3 }), dropsHandler: fc.constantFrom(false, false, false, true), needsInput: fc.constantFrom(false, false, false, false, true), cut: fc.nat() })

interface Making {
  next: number
  readonly version: 1 | 2
  readonly failing: Set<string>
}

function scopeOf(making: Making, draws: readonly Drawn[]): Step[] {
  const steps: Step[] = []
  const before = (back: readonly number[]) => [...new Set(back.flatMap((far) => steps.at(-1 - far)?.name ?? []))]
  for (const one of draws) {
    const number = making.next++
    const names = before(making.version === 2 ? (one.needsThen ?? one.needs) : one.needs)
    const made = stepOf(making, { one, name: `s${number}` }, names)
    if (making.version === 1 || one.then !== 'remove') steps.push(made)
    if (making.version === 1) continue
    one.added.forEach((extra, index) => {
      const name = `s${number}_new${index}`
      if (extra.fails) making.failing.add(name)
      steps.push(wired({ name, kind: 'effect', ...(extra.undo ? { undo: 'undo' } : {}) }, before(extra.needs)))
    })
  }
  return steps
}

/** Waits for the first, and takes the results of the others. */
function wired(made: Step, [first, ...others]: readonly string[]): Step {
  if (first === undefined) return made
  return { ...made, waitFor: [first], arguments: others.map((name) => ({ name, from: { result: name } })) }
}

function stepOf(making: Making, { one, name }: { readonly one: Drawn; readonly name: string }, names: readonly string[]): Step {
  const other = making.version === 2 && one.then === 'kind'
  if (one.shape === 'group' && one.inner.length > 0) return wired({ name, kind: other ? 'around' : 'group', steps: scopeOf(making, one.inner) }, names)
  if (one.shape === 'waits') return wired({ name, kind: other ? 'pure' : 'wait.signal', ...(other ? {} : { config: { name } }) }, names)
  const undoes = making.version === 2 && one.then === 'undo' ? !one.undo : one.undo
  return wired({ name, kind: other ? 'pure' : 'effect', ...(undoes ? { undo: 'undo' } : {}) }, names)
}

const halting = (draws: readonly Drawn[], from = { next: 0 }): readonly string[] => draws.flatMap((one) => {
  const name = `s${from.next++}`
  if (one.shape === 'group' && one.inner.length > 0) return halting(one.inner, from)
  return one.shape === 'halts' ? [name] : []
})

const pathsOf = (steps: readonly Step[], prefix = ''): readonly { readonly path: string; readonly step: Step; readonly siblings: readonly Step[] }[] =>
  steps.flatMap((one) => [{ path: prefix + one.name, step: one, siblings: steps }, ...pathsOf(one.steps ?? [], `${prefix}${one.name}.`)])

const needsOf = (one: Step): readonly string[] => [...(one.waitFor ?? []), ...(one.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))]
const has = (events: readonly RunEvent[], type: RunEvent['type'], path: string) => events.some((event) => event.type === type && event.step === path)

/** Why the rules refuse the version (H6), worked out from the two documents and the log. */
function refusals(events: readonly RunEvent[], versions: { readonly old: WorkflowDocument; readonly next: WorkflowDocument }): readonly string[] {
  const next = new Map(pathsOf(versions.next.steps).map((entry) => [entry.path, entry]))
  const found: string[] = []
  for (const { path, step: old } of pathsOf(versions.old.steps)) {
    if (!has(events, 'step.started', path)) continue
    const around = path.slice(0, Math.max(0, path.lastIndexOf('.')))
    // what is inside a container that is refused is not looked at
    if (around !== '' && found.some((line) => line.endsWith(` ${around}`))) continue
    const entry = next.get(path)
    if (entry === undefined) found.push(`gone ${path}`)
    else if (entry.step.kind !== old.kind) found.push(`kind ${path}`)
    else {
      const prefix = around === '' ? '' : `${around}.`
      if (needsOf(entry.step).some((name) => !has(events, 'step.succeeded', prefix + name))) found.push(`waits ${path}`)
      if (old.undo !== undefined && has(events, 'step.succeeded', path) && !versions.next.handlers?.length) found.push(`handler ${path}`)
    }
  }
  if (versions.next.inputs?.length) found.push('input')
  return found
}

function play(test: TestRun): void {
  for (let turn = 0; turn < 60; turn++) {
    const { status } = test.run.state
    if (status === 'halted') test.run.resume()
    else if (test.run.state.waiters.size > 0) for (const key of test.run.state.waiters.keys()) test.run.signal({ name: (JSON.parse(key) as [string])[0], payload: 'come' })
    else return
  }
}

describe('halted runs that go on with another version', () => {
  it('H6 U9 F1 are refused exactly where something that has run would be lost or could not have run; else what has begun stays, and what is new runs', () => {
    let adapted = 0
    fc.assert(
      fc.property(arbitraryChange, ({ draws, maxConcurrency, dropsHandler, needsInput, cut }) => {
        const failing = new Set<string>()
        const handlers = [step('undo')]
        const base = { eddy: 1 as const, name: 'test', options: { maxConcurrency } }
        const old = { ...base, steps: scopeOf({ next: 0, version: 1, failing }, draws), handlers }
        const steps = scopeOf({ next: 0, version: 2, failing }, draws)
        const next = { ...base, steps, handlers: dropsHandler ? [] : handlers, ...(needsInput ? { inputs: [{ name: 'who' }] } : {}) }
        // which no validation lets pass
        const lacks = dropsHandler && pathsOf(steps).some(({ step: { undo } }) => undo !== undefined)
        if (lacks || steps.length === 0 || pathsOf(steps).some(({ step: one }) => one.steps?.length === 0)) return
        const halts = new Set(halting(draws))
        const scripts: { [name: string]: Script } = Object.fromEntries([...halts].map((name) => [name, () => ({ kind: 'halt' as const, value: name })]))
        for (const name of failing) scripts[name] = () => fail('no', { retryable: false })
        const test = runDocument(old, { scripts })
        if (test.run.state.status === 'running') test.run.halt()
        if (test.run.state.status !== 'halted') return
        const before = test.events.slice()
        const calls = test.executor.calls.length
        const expected = refusals(before, { old, next })
        const problems = adaptProblems(test.run.state, test.plan.planVersion(next, 'next')).map(({ code, step: path }) => `${code} ${path ?? ''}`)
        expect([problems.length > 0, problems, expected]).toEqual([expected.length > 0, problems, expected])
        const adapt = () => test.run.adapt({ document: next, hash: 'next' })
        if (expected.length > 0) {
          expect(adapt).toThrow(/does not fit/)
          expect(test.events).toEqual(before)
          return
        }
        adapt()
        adapted++
        play(test)
        judge(test, { before, calls, old, next, failing })
        // taken up from its log at any point it ends the same
        const at = before.length + 1 + (cut % (test.events.length - before.length))
        const again = runDocument(old, { scripts, recover: test.events.slice(0, at) })
        play(again)
        const inDoubt = again.run.state.left.filter((path) => has(again.events, 'step.interrupted', path))
        // of an attempt that may not be undone, nothing is learnt by making it again
        expect(again.run.state.status).toBe(inDoubt.length > 0 ? 'rollback_incomplete' : test.run.state.status)
        expect(again.run.state.left).toEqual(inDoubt)
        const view = createRunView(test.plan)
        view.apply(test.events)
        expect(view.run).toMatchObject({ status: test.run.state.status, undone: test.run.state.undone, left: test.run.state.left })
      }),
      { numRuns: 500 },
    )
    expect(adapted).toBeGreaterThan(20)
  })
})

interface Judging {
  readonly before: readonly RunEvent[]
  readonly calls: number
  readonly old: WorkflowDocument
  readonly next: WorkflowDocument
  readonly failing: ReadonlySet<string>
}

function judge({ run, events, executor }: TestRun, { before, calls, old, next, failing }: Judging): void {
  const show = events.map(({ seq, type, step: path }) => `${seq} ${type} ${path ?? ''}`).join('\n')
  const index = (type: RunEvent['type'], path: string) => events.findIndex((event) => event.type === type && event.step === path)
  // what is new inside a container that had its value comes too late
  const isLate = (path: string) => path.includes('.') && !has(before, 'step.started', path) && [...path.matchAll(/\./g)].some(({ index: dot }) => has(before, 'step.succeeded', path.slice(0, dot)))
  const all = pathsOf(next.steps).filter(({ path }) => !isLate(path))
  // nothing that had begun is asked again, but for what was in doubt: there is none here
  for (const { path, purpose } of executor.calls.slice(calls)) if (purpose === 'run') expect(has(before, 'step.started', path), `${path} again\n${show}`).toBe(false)
  for (const { path } of all) expect(events.filter((event) => event.type === 'step.started' && event.step === path).length, `${path}\n${show}`).toBeLessThanOrEqual(1)
  const known = new Set(all.map(({ path }) => path))
  for (const event of events.slice(before.length)) if (event.type === 'step.started') expect(known, show).toContain(event.step)
  for (const { path, step: one } of all) {
    const started = index('step.started', path)
    if (started < before.length) continue
    const prefix = path.slice(0, path.length - one.name.length)
    for (const name of needsOf(one)) expect(index('step.succeeded', prefix + name), `${path} before ${name}\n${show}`).toSatisfy((at: number) => at !== -1 && at < started)
  }
  const fails = all.some(({ step: { name } }) => failing.has(name))
  if (!fails) {
    expect([run.state.status, all.filter(({ path }) => index('step.succeeded', path) === -1).map(({ path }) => path)], show).toEqual(['succeeded', []])
    return
  }
  expect(run.state.status, show).toBe('rolled_back')
  const under = (version: WorkflowDocument) => new Map(pathsOf(version.steps).map(({ path, step: { undo } }) => [path, undo === 'undo']))
  const versions = { old: under(old), next: under(next) }
  const done = events.flatMap(({ type, step: path = '' }) => (type === 'step.succeeded' && versions[has(before, 'step.succeeded', path) ? 'old' : 'next'].get(path) ? [path] : []))
  expect(events.flatMap(({ type, step: path = '' }) => (type === 'undo.started' ? [path] : [])), show).toEqual(done.toReversed())
}
