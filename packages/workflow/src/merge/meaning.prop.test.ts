import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryWorkflow } from '../testing/arbitrary-workflow.ts'
import { mergeWorkflows } from './merge-workflows.ts'
import type { Resolution } from './clash.ts'
import type { Source, Step, WorkflowDocument } from '../document.ts'

/** What the steps of a document do, whatever they are called: one number for equal definitions over equal work. */
class Meanings {
  readonly #known = new Map<string, number>()

  /** By name of each step of the top level. `input`: what an input is called in the end. */
  of(document: WorkflowDocument, input: (name: string) => string): ReadonlyMap<string, number> {
    const forward = new Map<string, number>()
    // in any order: references of valid documents make no circle
    const meant = (name: string): number => {
      const known = forward.get(name)
      if (known !== undefined) return known
      const step = document.steps.find((one) => one.name === name)
      if (step === undefined) throw new Error(`no step ${name}`)
      const number = this.#number(this.#text(step, { scopes: [], meant, input }))
      forward.set(name, number)
      return number
    }
    const handler = (name: string | undefined) => {
      const step = document.handlers?.find((one) => one.name === name)
      return step === undefined ? (name ?? null) : this.#number(`handler ${this.#text(step, { scopes: [], meant, input })}`)
    }
    return new Map(document.steps.map((step) => [step.name, this.#number(JSON.stringify([meant(step.name), handler(step.undo)]))]))
  }

  #text(step: Step, around: Around): string {
    const source = (from: Source): unknown => {
      if ('result' in from) return { result: this.#step(from.result, around) }
      if ('input' in from) return { input: around.input(from.input) }
      if ('element' in from) return { element: around.scopes.findLastIndex(({ owner }) => owner === from.element) }
      return from
    }
    const inside = { ...around, scopes: [...around.scopes, { owner: step.name, steps: step.steps ?? [] }] }
    return JSON.stringify({
      kind: step.kind,
      config: step.config ?? {},
      arguments: (step.arguments ?? []).map((argument) => ({ ...argument, from: source(argument.from) })),
      waitFor: [...new Set((step.waitFor ?? []).map((name) => this.#step(name, around)))],
      steps: (step.steps ?? []).map((inner) => [inner.name, this.#text(inner, inside)]),
      return: step.return,
    })
  }

  #step(name: string, { scopes, meant }: Around): string {
    const depth = scopes.findLastIndex(({ steps }) => steps.some((step) => step.name === name))
    return depth === -1 ? `top ${meant(name)}` : `${depth} ${name}`
  }

  #number(text: string): number {
    const number = this.#known.get(text) ?? this.#known.size
    this.#known.set(text, number)
    return number
  }
}

interface Around {
  readonly scopes: readonly { readonly owner: string; readonly steps: readonly Step[] }[]
  readonly meant: (name: string) => number
  readonly input: (name: string) => string
}

/** Some steps of theirs do something else, so that not all that clashes is identical. */
function varied(document: WorkflowDocument, numbers: readonly number[]): WorkflowDocument {
  const steps = document.steps.map((step, index) => ((numbers[index % numbers.length] ?? 0) % 3 === 0 && step.kind === 'expression' ? { ...step, config: { expr: `${numbers[index % numbers.length] ?? 0}` } } : step))
  return { ...document, steps }
}

it('keeps what every step of both documents does, whatever the clashes and however they are resolved', () => {
  let reused = 0
  fc.assert(
    fc.property(arbitraryWorkflow, arbitraryWorkflow, fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }), (base, drawn, numbers) => {
      const incoming = varied(drawn, numbers)
      let at = 0
      const draw = () => numbers[at++ % numbers.length] ?? 0
      const duplicates = mergeWorkflows(base, incoming).report.duplicates.filter(({ reusable }) => reusable && draw() % 2 === 0)
      const choices: Record<string, Resolution> = Object.fromEntries(duplicates.map(({ id }) => [id, { kind: 'reuse' } as const]))
      let merge = mergeWorkflows(base, incoming, { choices })
      for (let round = 0; merge.document === undefined && round < 100; round++) {
        for (const clash of merge.clashes) {
          if (clash.kind === 'seam' || clash.chosen) continue
          const kind = clash.allowed[draw() % clash.allowed.length] ?? 'keepBoth'
          choices[clash.id] = kind === 'rename' ? { kind, to: `other_${at}_${draw()}` } : { kind }
        }
        merge = mergeWorkflows(base, incoming, { choices })
      }
      const { document, report } = merge
      if (document === undefined) throw new Error('clashes stay open')
      const meanings = new Meanings()
      const [merged, before] = [meanings.of(document, (name) => name), meanings.of(base, (name) => name)]
      for (const { name } of base.steps) expect(merged.get(name), name).toBe(before.get(name))
      const finalInput = (name: string) => report.inputs.renamed.find(({ from }) => from === name)?.to ?? name
      const theirs = meanings.of(incoming, finalInput)
      for (const { name } of incoming.steps) {
        const duplicate = report.duplicates.find((one) => one.incoming === name && choices[one.id]?.kind === 'reuse')
        const final = duplicate?.base ?? report.steps.renamed.find(({ from }) => from === name)?.to ?? name
        expect(merged.get(final), `${name}, now ${final}`).toBe(theirs.get(name))
      }
      reused += report.steps.reused.length
      expect(document.steps.length).toBe(base.steps.length + report.steps.added.filter((name) => document.steps.some((step) => step.name === name)).length)
    }),
    { numRuns: 300 },
  )
  expect(reused).toBeGreaterThan(0)
})
