import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Step, WorkflowDocument } from '../document.ts'
import { applyExtension } from './apply-extension.ts'
import type { Patch } from './extension.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']
const name = fc.constantFrom(...NAMES)
const waitFor = fc.uniqueArray(name, { maxLength: 2 })
const made = (steps: readonly { readonly name: string; readonly waitFor: readonly string[] }[]): WorkflowDocument => ({ eddy: 1, name: 'base', steps: steps.map((step): Step => ({ ...step, kind: 'expression', config: { expr: '1' } })) })
/** Each step may wait for those declared before it. */
const base = fc.tuple(fc.shuffledSubarray(NAMES, { minLength: 1 }), fc.array(fc.boolean(), { minLength: 25, maxLength: 25 })).map(([names, waits]) => made(names.map((own, at) => ({ name: own, waitFor: names.slice(0, at).filter((_, before) => waits[at * 5 + before]) }))))
const patch: fc.Arbitrary<Patch> = fc.oneof(
  fc.record({ op: fc.constant('set' as const), step: name, field: fc.constant('timeout'), value: fc.constantFrom('PT1S', 'PT2S') }),
  fc.record({ op: fc.constant('set' as const), step: name, field: fc.constant('colour'), value: fc.constant('red') }),
  fc.record({ op: fc.constant('set' as const), step: name, field: fc.constant('waitFor'), value: fc.constant([]) }),
  fc.record({ op: fc.constant('unset' as const), step: name, field: fc.constantFrom('timeout', 'waitFor', 'kind') }),
  fc.record({ op: fc.constant('add' as const), step: fc.record({ name, waitFor, kind: fc.constant('template') }), after: name }, { requiredKeys: ['op', 'step'] }),
  fc.record({ op: fc.constant('remove' as const), step: name }),
  fc.record({ op: fc.constant('rename' as const), step: name, to: fc.constantFrom(...NAMES, 'Not a name') }),
  fc.record({ op: fc.constant('return' as const), step: name }),
)

/** A document as a person would keep it: the steps in order, and what is returned. */
interface Kept {
  readonly steps: Step[]
  returns: string | undefined
}

const used = ({ steps, returns }: Kept) => new Set([...steps.flatMap((step) => step.waitFor ?? []), ...(returns === undefined ? [] : [returns])])

/** Carries out one patch in place, or gives the code of what stands against it. */
function carryOut(kept: Kept, todo: Patch): string | undefined {
  const { steps } = kept
  const at = (wanted: string) => steps.findIndex((step) => step.name === wanted)
  if (todo.op === 'option' || todo.op === 'input') return undefined
  if (todo.op === 'add') {
    if (todo.after !== undefined && at(todo.after) < 0) return 'NO_SUCH_STEP'
    if (at(todo.step.name) >= 0) return 'NAME_TAKEN'
    steps.splice(todo.after === undefined ? steps.length : at(todo.after) + 1, 0, todo.step)
    return undefined
  }
  const index = at(todo.step)
  const found = steps[index]
  if (!found) return todo.op === 'return' ? 'NO_SUCH_RETURN' : 'NO_SUCH_STEP'
  if (todo.op === 'return') kept.returns = todo.step
  else if (todo.op === 'remove') steps.splice(index, 1)
  else if (todo.op === 'rename') return renamed(kept, todo)
  else {
    if (todo.field === 'colour') return 'NO_SUCH_FIELD'
    if (todo.op === 'unset' && todo.field === 'kind') return 'BAD_FIELD_VALUE'
    const { [todo.field as 'timeout']: _gone, ...others } = found
    steps[index] = { ...others, ...(todo.op === 'set' ? { [todo.field]: todo.value } : {}) }
  }
  return undefined
}

function renamed(kept: Kept, { step: from, to }: Extract<Patch, { op: 'rename' }>): string | undefined {
  if (from === to) return undefined
  // a name that is taken, or that something still says of a removed step, would come to mean another
  if (to === 'Not a name' || kept.steps.some((step) => step.name === to) || used(kept).has(to)) return 'RENAME_REFUSED'
  const called = (it: string) => (it === from ? to : it)
  kept.steps.forEach((step, index) => (kept.steps[index] = { ...step, name: called(step.name), ...(step.waitFor && { waitFor: step.waitFor.map(called) }) }))
  if (kept.returns !== undefined) kept.returns = called(kept.returns)
  return undefined
}

it('carries out patches in their order over a chain of extensions, as a naive list of steps has it, or names all that stands against them', () => {
  fc.assert(
    fc.property(base, fc.array(fc.array(patch, { maxLength: 6 }), { minLength: 1, maxLength: 3 }), fc.constantFrom('base', 'base@3', 'other'), (drawn, chain, extended) => {
      let document = drawn
      for (const patches of chain) {
        const kept: Kept = { steps: [...document.steps], returns: document.return }
        const against = patches.flatMap((todo, index) => {
          const code = carryOut(kept, todo)
          return code === undefined ? [] : [`${code} /patches/${index}`]
        })
        const open = [...used(kept)].filter((wanted) => !kept.steps.some((step) => step.name === wanted))
        const inUse = patches.flatMap((todo, index) => (todo.op === 'remove' && open.includes(todo.step) ? [`STEP_IN_USE /patches/${index}`] : []))
        const expected = [...(extended === 'other' ? ['WRONG_BASE /extends'] : []), ...against, ...inUse]
        const told = applyExtension(document, { eddy: 1, name: 'more', extends: extended, patches })
        expect(told.ok ? [] : told.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(expected)
        if (!told.ok) return
        expect(told.document).toEqual({ ...document, steps: kept.steps, ...(kept.returns === undefined ? {} : { return: kept.returns }) })
        document = told.document
      }
    }),
    { numRuns: 500 },
  )
})
