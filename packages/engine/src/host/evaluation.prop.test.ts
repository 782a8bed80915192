import type { Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

interface Drawn {
  readonly needs: readonly number[]
  /** Whether it takes results, or only waits. */
  readonly takes: boolean
  /** 0: a step; else so many steps inside a container. */
  readonly inside: number
  readonly kind: 'group' | 'switch' | 'map' | 'compose' | 'race'
  /** A step outside that the last one inside reads. */
  readonly reads: number | null
  readonly retries: number
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  needs: fc.array(fc.nat(5), { maxLength: 2 }),
  takes: fc.boolean(),
  inside: fc.constantFrom(0, 0, 0, 1, 2),
  kind: fc.constantFrom('group' as const, 'switch' as const, 'map' as const, 'compose' as const, 'race' as const),
  reads: fc.option(fc.nat(5), { freq: 2 }),
  retries: fc.constantFrom(0, 0, 0, 1),
})
const draws = fc.array(drawn, { minLength: 1, maxLength: 8 })

const before = (index: number, back: readonly number[]) => [...new Set(back.map((far) => index - 1 - far).filter((at) => at >= 0))]
const readBy = ({ inside, kind, reads }: Drawn, index: number) => (inside === 0 || kind === 'compose' || reads === null ? [] : before(index, [reads]))
const needsOf = (all: readonly Drawn[], index: number) => {
  const one = all[index]
  return one === undefined ? [] : [...new Set([...before(index, one.needs), ...readBy(one, index)])]
}

function stepOf(one: Drawn, index: number): Step {
  const names = before(index, one.needs).map((at) => `s${at}`)
  const wiring = one.takes ? { arguments: names.map((name) => ({ name, from: { result: name } })) } : { waitFor: names }
  if (one.inside === 0) return step(`s${index}`, { ...wiring, retry: { max: one.retries, backoff: { initial: 'PT1S' } } })
  const steps = Array.from({ length: one.inside }, (_, at) => step(`i${index}_${at}`, at === one.inside - 1 ? { arguments: readBy(one, index).map((from) => ({ name: 'x', from: { result: `s${from}` } })) } : {}))
  const source = { name: 'source', from: { value: [1, 2] } }
  const kinds = {
    group: { steps },
    switch: { branches: [{ when: 'true', steps }] },
    race: { branches: [{ steps }] },
    map: { steps, arguments: [source, ...(wiring.arguments ?? [])] },
    compose: { config: { workflow: `w${index}` } },
  }
  return step(`s${index}`, { ...wiring, kind: one.kind, ...kinds[one.kind] })
}

const workflow = (all: readonly Drawn[]) => (reference: string) => {
  const index = Number(reference.slice(1))
  const count = all[index]?.inside ?? 0
  // inside, only the last is needed
  return { eddy: 1 as const, name: reference, options: { evaluation: 'lazy' as const }, steps: Array.from({ length: count }, (_, at) => step(`i${index}_${at}`)) }
}

/** Each step fails as often as it has retries, then gives its name. */
function scriptsOf(all: readonly Drawn[], fails: (name: string) => boolean): { readonly [name: string]: Script } {
  const answer = (name: string, retries: number): Script => ({ context }) => (fails(name) || context.attempt <= retries ? fail() : ok(name))
  return Object.fromEntries(all.flatMap(({ retries, inside }, index) => [[`s${index}`, answer(`s${index}`, retries)] as const, ...Array.from({ length: inside }, (_, at) => [`i${index}_${at}`, answer(`i${index}_${at}`, 0)] as const)]))
}

function closure(all: readonly Drawn[], target: number): ReadonlySet<number> {
  const found = new Set([target])
  for (const index of found) for (const need of needsOf(all, index)) found.add(need)
  return found
}

const topOf = (path: string) => /^\w+/.exec(path)?.[0] ?? ''
const startedSteps = ({ events }: TestRun) => new Set(events.flatMap(({ type, step: path = '' }) => (type === 'step.started' ? [topOf(path)] : [])))

function goOn({ clock }: TestRun): void {
  for (let next = clock.next(); next !== undefined; next = clock.next()) clock.runTo(next)
}

describe('which steps are run, and when', () => {
  it('S6 under lazy those that the return step needs, over containers too; the value is that of eager, and what is not needed can neither fail nor be waited for', () => {
    fc.assert(
      fc.property(draws, fc.nat(), fc.integer({ min: 1, max: 3 }), (all, at, maxConcurrency) => {
        const target = at % all.length
        const needed = closure(all, target)
        const document = { steps: all.map(stepOf), return: `s${target}` }
        const isSpare = (name: string) => !needed.has(Number(/\d+/.exec(name)?.[0]))
        const lazy = runDocument({ ...document, options: { evaluation: 'lazy', maxConcurrency } }, { scripts: scriptsOf(all, isSpare), workflow: workflow(all) })
        goOn(lazy)
        expect(lazy.run.state.status, lazy.log().join('\n')).toBe('succeeded')
        expect([...startedSteps(lazy)].toSorted()).toEqual([...needed].map((index) => `s${index}`).toSorted())
        const eager = runDocument(document, { scripts: scriptsOf(all, () => false), workflow: workflow(all) })
        goOn(eager)
        expect(lazy.run.state.value).toEqual(eager.run.state.value)
        expect([...startedSteps(eager)].length).toBe(all.length)
        const composed = lazy.executor.calls.flatMap(({ path, step: { name } }) => (all[Number(/\d+/.exec(path)?.[0])]?.kind === 'compose' && name.startsWith('i') ? [path] : []))
        // what the composed document does not need is not run there either
        for (const path of composed) expect(path.endsWith(`_${(all[Number(/\d+/.exec(path)?.[0])]?.inside ?? 0) - 1}`)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('S9 H1 in single waves one level of the top after the other, each run to its end, with a halt between, and again from the log', () => {
    fc.assert(
      fc.property(draws, fc.integer({ min: 1, max: 3 }), (all, maxConcurrency) => {
        const document = { steps: all.map(stepOf), options: { maxConcurrency } }
        const options = { scripts: scriptsOf(all, () => false), workflow: workflow(all), wave: true }
        const level: number[] = []
        // what is inside waits by itself: its container may begin before
        all.forEach((one, index) => level.push(Math.max(-1, ...before(index, one.needs).map((need) => level[need] ?? 0)) + 1))
        let test = runDocument(document, options)
        const seen: string[][] = []
        for (let turn = 0; turn < 30; turn++) {
          goOn(test)
          const { status } = test.run.state
          expect(['halted', 'succeeded'], test.log().join('\n')).toContain(status)
          const began = [...startedSteps(test)]
          seen.push(began.filter((name) => !seen.flat().includes(name)))
          if (status === 'succeeded') break
          expect(test.events.at(-1)).toMatchObject({ type: 'run.halted', data: { reason: 'wave' } })
          if (turn % 2 === 0) test = runDocument(document, { ...options, recover: test.events })
          expect(test.run.state.status).toBe('halted')
          test.run.resume()
        }
        const highest = Math.max(...level)
        const expected = Array.from({ length: highest + 1 }, (_, wave) => all.flatMap((_, index) => (level[index] === wave ? [`s${index}`] : [])))
        if (all.every((one, index) => readBy(one, index).every((need) => (level[need] ?? 0) < (level[index] ?? 0)))) expect(seen.map((wave) => wave.toSorted())).toEqual(expected)
        expect(test.run.state.status).toBe('succeeded')
      }),
      { numRuns: 500 },
    )
  })
})
