import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryWorkflow } from './testing/arbitrary-workflow.ts'
import { surroundings } from './testing/fake-catalog.ts'
import { canConnect } from './can-connect.ts'
import { documentGraph, downstream, topologicalOrder, upstream } from './graph.ts'
import { validate } from './validate.ts'
import { walkSteps } from './walk-steps.ts'
import type { Step, WorkflowDocument } from './document.ts'

const step = (name: string, ...needs: readonly string[]): Step => ({ name, kind: 'expression', config: { expr: '1' }, arguments: needs.map((result, i) => ({ name: `a${i}`, from: { result } })) })

const document: WorkflowDocument = {
  eddy: 1,
  name: 'flow',
  steps: [
    step('a'),
    { name: 'g', kind: 'group', steps: [step('x', 'a'), step('y', 'x')] },
    { ...step('b', 'g'), waitFor: ['a'], undo: 'h', compensate: 'none' },
    { name: 's', kind: 'switch', branches: [{ when: 'true', steps: [step('p')] }, { steps: [step('q', 'b')] }] },
  ],
  handlers: [step('h', 'a')],
  failure: { steps: [step('f', 'a'), step('l', 'f')] },
}

describe('walkSteps', () => {
  it('visits every step with path, pointer and lane', () => {
    expect([...walkSteps(document)].map(({ path, pointer, lane, depth }) => `${path} ${pointer} ${lane} ${depth}`)).toEqual([
      'a /steps/0 steps 0',
      'g /steps/1 steps 0',
      'g.x /steps/1/steps/0 steps 1',
      'g.y /steps/1/steps/1 steps 1',
      'b /steps/2 steps 0',
      's /steps/3 steps 0',
      's.p /steps/3/branches/0/steps/0 steps 1',
      's.q /steps/3/branches/1/steps/0 steps 1',
      'h /handlers/0 handlers 0',
      'f /failure/steps/0 failure 0',
      'l /failure/steps/1 failure 0',
    ])
  })
})

describe('documentGraph', () => {
  const graph = documentGraph(document)
  const scope = (pointer: string) => graph.scopes.find((candidate) => candidate.pointer === pointer)

  it('lifts what inner steps need to their container', () => {
    expect(scope('/steps')?.edges).toEqual([
      { kind: 'data', from: 'g', to: 'b', argument: 'a0' },
      { kind: 'wait', from: 'a', to: 'b' },
      { kind: 'data', from: 'a', to: 'g', argument: 'a0', via: 'g.x' },
      { kind: 'data', from: 'b', to: 's', argument: 'a0', via: 's.q' },
    ])
    expect(scope('/steps/1/steps')).toEqual({ pointer: '/steps/1/steps', path: 'g', lane: 'steps', steps: ['x', 'y'], edges: [{ kind: 'data', from: 'x', to: 'y', argument: 'a0' }] })
    expect(scope('/failure/steps')?.edges).toEqual([{ kind: 'data', from: 'f', to: 'l', argument: 'a0' }])
    expect(scope('/steps/3/branches/1/steps')).toMatchObject({ path: 's', branch: 1, steps: ['q'] })
  })

  it('has the compensation edges that lead somewhere', () => expect(graph.compensations).toEqual([{ kind: 'undo', from: 'b', to: 'h' }]))

  it('knows order and reach', () => {
    const top = scope('/steps')
    expect(top && topologicalOrder(top)).toEqual(['a', 'g', 'b', 's'])
    expect(top && [...upstream(top, 'b')].sort()).toEqual(['a', 'g'])
    expect(top && [...downstream(top, 'g')].sort()).toEqual(['b', 's'])
  })
})

describe('canConnect', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['', 'a', 's', true],
    ['', 's', 'a', false],
    ['', 'b', 'g', false],
    ['', 'a', 'a', false],
    ['', 'a', 'h', false],
    ['', 'a', 'nowhere', false],
    ['g', 'x', 'y', true],
    ['g', 'y', 'x', false],
    ['s', 'p', 'q', false],
  ]

  it.each(cases)('in "%s", %s to %s: %s', (...[scope, from, to, ok]) => expect(canConnect(document, { scope, from, to }).ok).toBe(ok))

  it('says why', () => expect(canConnect(document, { scope: '', from: 's', to: 'a' })).toEqual({ ok: false, reason: 'The step "s" needs "a" already, so this would make a cycle.' }))
})

describe('properties', () => {
  it('a valid acyclic document has no errors, and its order respects every edge', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, (drawn) => {
        expect(validate(drawn, surroundings).filter(({ severity }) => severity === 'error')).toEqual([])
        for (const scope of documentGraph(drawn).scopes) {
          const place = new Map(topologicalOrder(scope).map((name, i) => [name, i]))
          expect(place.size).toBe(scope.steps.length)
          for (const { from, to } of scope.edges) expect(place.get(from)).toBeLessThan(place.get(to) ?? -1)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('an edge is refused exactly when adding it makes a cycle', () => {
    fc.assert(
      fc.property(arbitraryWorkflow, fc.nat(), fc.nat(), (drawn, i, j) => {
        const from = drawn.steps[i % drawn.steps.length]?.name ?? ''
        const to = drawn.steps[j % drawn.steps.length]?.name ?? ''
        const steps = drawn.steps.map((it) => (it.name === to ? { ...it, waitFor: [...(it.waitFor ?? []), from] } : it))
        const cyclic = validate({ ...drawn, steps }, surroundings).some(({ code }) => code === 'CYCLE')
        expect(canConnect(drawn, { scope: '', from, to }).ok).toBe(!cyclic)
      }),
      { numRuns: 200 },
    )
  })

  it('validation never throws', () => {
    const mutilated = fc.tuple(arbitraryWorkflow, fc.array(fc.tuple(fc.nat(), fc.anything()), { maxLength: 5 }))
    fc.assert(
      fc.property(mutilated, ([drawn, changes]) => {
        const copy = structuredClone(drawn)
        for (const [at, value] of changes) mutilate(copy, at, value)
        expect(Array.isArray(validate(copy, surroundings))).toBe(true)
        expect(validate(copy, surroundings).some(({ message }) => message.includes('could not be read'))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

/** Replaces the `at`-th place of a JSON value. */
function mutilate(root: object, at: number, value: unknown): void {
  const places: (() => void)[] = []
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push(() => void Reflect.set(node, key, value))
      visit(Reflect.get(node, key))
    }
  }
  visit(root)
  places[at % places.length]?.()
}
