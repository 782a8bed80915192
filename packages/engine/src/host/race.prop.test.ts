import type { Json, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

/** A leaf waits for its time, then has an effect, fails, or halts for a person. */
type Node =
  | { readonly is: 'leaf'; readonly answer: 'ok' | 'fail' | 'halt' }
  | { readonly is: 'group' | 'map'; readonly inside: readonly Node[] }
  | { readonly is: 'race'; readonly branches: readonly (readonly Node[])[] }

const { node } = fc.letrec<{ node: Node; nodes: readonly Node[] }>((tie) => ({
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 2 }),
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    { weight: 3, arbitrary: fc.record({ is: fc.constant('leaf' as const), answer: fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'fail' as const, 'halt' as const) }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('race' as const), branches: fc.array(tie('nodes'), { minLength: 2, maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constantFrom('group' as const, 'map' as const), inside: tie('nodes') }) },
  ),
}))

const MOST = 10
const draw = fc.record({ top: fc.array(node, { minLength: 1, maxLength: 2 }), order: fc.shuffledSubarray(Array.from({ length: MOST }, (_, at) => at), { minLength: MOST, maxLength: MOST }), bad: fc.boolean(), died: fc.array(fc.nat(), { maxLength: 3 }) }).filter(({ top }) => leaves(top) <= MOST)

function leaves(nodes: readonly Node[]): number {
  return nodes.reduce((sum, it) => sum + (it.is === 'leaf' ? 1 : it.is === 'race' ? it.branches.reduce((all, branch) => all + leaves(branch), 0) : leaves(it.inside)), 0)
}

/** Named nodes, with a time for each leaf of which no two sums are alike: maps in maps take it up to eight times. */
type Named =
  | { readonly is: 'leaf'; readonly name: string; readonly answer: 'ok' | 'fail' | 'halt'; readonly seconds: number }
  | { readonly is: 'group' | 'map'; readonly name: string; readonly inside: readonly Named[] }
  | { readonly is: 'race'; readonly name: string; readonly branches: readonly (readonly Named[])[] }

function named(nodes: readonly Node[], order: readonly number[]): readonly Named[] {
  let [leaf, container] = [0, 0]
  const name = (it: Node): Named => {
    if (it.is === 'leaf') return { ...it, name: `l${leaf}`, seconds: 9 ** (order[leaf++] ?? 0) }
    const own = `c${container++}`
    return it.is === 'race' ? { is: 'race', name: own, branches: it.branches.map((branch) => branch.map(name)) } : { is: it.is, name: own, inside: it.inside.map(name) }
  }
  return nodes.map(name)
}

interface Effect {
  readonly path: string
  readonly done: number
  readonly undone?: number
}
interface Told {
  readonly end: number
  readonly failed: boolean
  readonly value: Json
  readonly effects: readonly Effect[]
}

/** C5 and U5, word by word, on a time line: one step after the other, until one fails. */
function chain(nodes: readonly Named[], start: number, scope: string): Told {
  let told: Told = { end: start, failed: false, value: null, effects: [] }
  for (const it of nodes) {
    if (told.failed) break
    const next = one(it, told.end, scope + it.name)
    told = { ...next, effects: [...told.effects, ...next.effects] }
  }
  return told
}

function one(it: Named, start: number, path: string): Told {
  if (it.is === 'leaf') {
    const end = start + it.seconds
    return { end, failed: it.answer === 'fail', value: it.name, effects: it.answer === 'fail' ? [] : [{ path, done: end }] }
  }
  if (it.is === 'group') return chain(it.inside, start, `${path}.`)
  if (it.is === 'race') return race(it.branches.map((branch, index) => chain(branch, start, `${path}[${index}].`)))
  const first = chain(it.inside, start, `${path}[0].`)
  if (first.failed) return first
  const second = chain(it.inside, first.end, `${path}[1].`)
  return { ...second, value: [first.value, second.value], effects: [...first.effects, ...second.effects] }
}

function race(branches: readonly Told[]): Told {
  const winner = branches.filter(({ failed }) => !failed).toSorted((one, other) => one.end - other.end)[0]
  const end = winner?.end ?? Math.max(...branches.map((branch) => branch.end))
  const effects = branches.flatMap((branch) => {
    if (branch === winner) return branch.effects
    const over = Math.min(end, branch.end)
    return branch.effects.filter(({ done }) => done <= over).map((effect) => ({ ...effect, undone: Math.min(over, effect.undone ?? over) }))
  })
  return { end, failed: winner === undefined, value: winner?.value ?? null, effects }
}

function stepsOf(nodes: readonly Named[]): readonly Step[] {
  let before: string | undefined
  return nodes.flatMap((it): readonly Step[] => {
    const after = before === undefined ? {} : { after: [before] }
    before = it.name
    if (it.is === 'race') return [step(it.name, { kind: 'race', branches: it.branches.map((branch) => ({ steps: stepsOf(branch) })), ...after })]
    if (it.is === 'group') return [step(it.name, { kind: 'group', steps: stepsOf(it.inside), ...after })]
    if (it.is === 'map') return [step(it.name, { kind: 'map', config: { concurrency: 1, onElementError: 'fail' }, arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: stepsOf(it.inside), ...after })]
    return [step(`w_${it.name}`, { kind: 'wait.timer', config: { duration: `PT${it.seconds}S` }, ...after }), step(it.name, { kind: 'effect', undo: 'undo', onInterrupt: 'retry', after: [`w_${it.name}`] })]
  })
}

function scriptsOf(nodes: readonly Named[]): readonly (readonly [string, Script])[] {
  return nodes.flatMap((it) => {
    if (it.is === 'race') return it.branches.flatMap(scriptsOf)
    if (it.is !== 'leaf') return scriptsOf(it.inside)
    return [[it.name, () => (it.answer === 'ok' ? ok(it.name) : it.answer === 'fail' ? fail() : { kind: 'halt', value: it.name })] as const]
  })
}

/** Lets time go by; whoever is asked goes on at once. */
function goOn(test: TestRun): TestRun {
  for (;;) {
    if (test.run.state.status === 'halted') test.run.resume()
    else {
      const next = test.clock.next()
      if (next === undefined) return test
      test.clock.runTo(next)
    }
  }
}

/** What stands in the log: each effect with its times in seconds. */
function effectsIn({ events }: TestRun): readonly Effect[] {
  const effects = new Map<string, Effect>()
  for (const { type, step: path = '', at } of events) {
    const isLeaf = /(^|\.)l\d+$/.test(path)
    if (isLeaf && type === 'step.succeeded') effects.set(path, { path, done: at / 1000 })
    const effect = effects.get(path)
    if (effect && type === 'undo.succeeded') {
      expect(effect.undone, `${path} is undone once`).toBeUndefined()
      effects.set(path, { ...effect, undone: at / 1000 })
    }
  }
  return [...effects.values()]
}

const byPath = (effects: readonly Effect[]) => effects.toSorted((one, other) => one.path.localeCompare(other.path))

describe('races', () => {
  it('C5 U2 U5 H1 U9 the first success wins at its time, wherever the race is, with halts and crashes on the way', () => {
    fc.assert(
      fc.property(draw, ({ top, order, bad, died }) => {
        const nodes = named(top, order)
        const told = chain(nodes, 0, '')
        const last = nodes.at(-1)?.name ?? ''
        const failed = told.failed || bad
        const expected = failed ? told.effects.map((effect) => ({ ...effect, undone: effect.undone ?? told.end })) : told.effects
        const document = { steps: [...stepsOf(nodes), step('z', { after: [last] })], handlers: [step('undo')], return: last, options: { maxConcurrency: 100 } }
        const scripts = { ...Object.fromEntries(scriptsOf(nodes)), z: () => (bad ? fail() : ok()) }
        const judge = (test: TestRun) => {
          const { status, value, left } = test.run.state
          expect(status, test.log().join('\n')).toBe(failed ? 'rolled_back' : 'succeeded')
          expect(left).toEqual([])
          if (!failed) expect(value).toEqual(told.value)
          expect(byPath(effectsIn(test)), test.log().join('\n')).toEqual(byPath(expected))
        }
        const first = goOn(runDocument(document, { scripts }))
        judge(first)
        const whole = [...first.events]
        for (const cut of died) {
          const recover = whole.slice(0, 1 + (cut % whole.length))
          judge(goOn(runDocument(document, { scripts, recover, at: recover.at(-1)?.at ?? 0 })))
        }
      }),
      { numRuns: 300 },
    )
  })
})
