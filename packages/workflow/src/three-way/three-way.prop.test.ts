import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differingPlaces } from './differing-places.ts'
import { ORDER, type FieldClash, type Place } from './field-clash.ts'
import { isFields, sameJson } from './same-json.ts'
import { threeWayMerge } from './three-way-merge.ts'
import { valueAt, withValueAt } from './value-at.ts'
import { arbitraryWorkflow } from '../testing/arbitrary-workflow.ts'
import { renameStep } from '../rename.ts'
import type { Step, WorkflowDocument } from '../document.ts'

type Edit = (document: WorkflowDocument, pick: number, side: string) => WorkflowDocument

const steps = (document: WorkflowDocument, change: (steps: readonly Step[]) => readonly Step[]): WorkflowDocument => ({ ...document, steps: change(document.steps) })
const at = (document: WorkflowDocument, pick: number, change: (step: Step) => Step | undefined) =>
  steps(document, (list) => list.flatMap((step, index) => (index === pick % list.length ? (change(step) ?? []) : [step])))

const edits: readonly Edit[] = [
  (document, pick, side) => at(document, pick, (step) => ({ ...step, title: `${side} ${pick % 3}` })),
  (document, pick) => at(document, pick, (step) => ({ ...step, config: { ...step.config, [`field${pick % 3}`]: pick % 7 } })),
  (document, pick) => at(document, pick, ({ config: _config, ...step }) => step),
  (document, pick) => at(document, pick, (step) => ({ ...step, arguments: [...(step.arguments ?? []).filter(({ name }) => name !== `more${pick % 2}`), { name: `more${pick % 2}`, from: { value: pick % 3 } }] })),
  (document, pick) => at(document, pick, (step) => ({ ...step, waitFor: (step.waitFor ?? []).slice(pick % 2) })),
  (document, pick) => at(document, pick, (step) => (step.steps ? { ...step, steps: step.steps.slice(1).concat({ name: `inner_${pick % 3}`, kind: 'debug' }) } : step)),
  (document, pick) => (document.steps.length > 1 ? at(document, pick, () => undefined) : document),
  (document, pick, side) => steps(document, (list) => list.toSpliced(pick % (list.length + 1), 0, { name: `${side}_${pick}`, kind: 'debug' })),
  (document, pick) => steps(document, (list) => [...list.slice(pick % list.length), ...list.slice(0, pick % list.length)]),
  (document, pick) => ({ ...document, view: { positions: { ...document.view?.positions, [`s${pick % 9}`]: [pick % 500, 0] as const } } }),
  (document, pick) => ({ ...document, options: { ...document.options, ...(pick % 2 ? { maxSteps: pick } : { timeout: `PT${pick}S` }) } }),
  (document, pick) => ({ ...document, handlers: pick % 3 ? [...(document.handlers ?? []), { name: `handler_${pick}`, kind: 'debug' }] : [] }),
]

const script = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(1e6)), { maxLength: 6 })
const run = (document: WorkflowDocument, side: string, moves: readonly (readonly [number, number])[]) => moves.reduce((now, [edit, pick]) => edits[edit]!(now, pick, side), document)
const versions = fc.tuple(arbitraryWorkflow, script, script).map(([base, mine, theirs]) => ({ base, mine: run(base, 'mine', mine), theirs: run(base, 'theirs', theirs) }))
const around = (place: Place, clashes: readonly FieldClash[]) => clashes.some((clash) => clash.place.every((key, index) => key === place[index] || key === ORDER) || place.every((key, index) => key === clash.place[index]))

/** Whether all of a part is in another. */
const holds = (all: unknown, part: unknown): boolean => {
  if (Array.isArray(part)) return Array.isArray(all) && part.every((item) => all.some((other) => holds(other, item)))
  return isFields(part) ? isFields(all) && Object.keys(part).every((key) => holds(all[key], part[key])) : sameJson(all, part)
}

it('merges a document with itself to itself, and an edit with no edit to the edit', () => {
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const copy: WorkflowDocument = structuredClone(mine)
      expect(threeWayMerge({ base, mine, theirs: copy })).toMatchObject({ document: mine, clashes: [], taken: [] })
      expect(threeWayMerge({ base, mine, theirs: structuredClone(base) }).document).toBe(mine)
      expect(threeWayMerge({ base, mine: structuredClone(base), theirs }).document).toEqual(theirs)
    }),
    { numRuns: 150 },
  )
})

it('loses no edit of either side: what was changed is in the merged document or among the clashes', () => {
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const { document, clashes } = threeWayMerge({ base, mine, theirs })
      for (const side of [mine, theirs]) {
        for (const place of differingPlaces(base, side)) {
          // orders are merged, not taken over; a rename found between the two sides says its name elsewhere
          if (place.includes(ORDER)) continue
          // what is new on both sides is brought together
          const kept = valueAt(base, place) === undefined ? holds(valueAt(document, place), valueAt(side, place)) : sameJson(valueAt(document, place), valueAt(side, place))
          if (!kept && !around(place, clashes)) throw new Error(`lost ${place.join('/')}: ${JSON.stringify(valueAt(side, place))} became ${JSON.stringify(valueAt(document, place))}`)
        }
      }
    }),
    { numRuns: 400 },
  )
})

it('does not care who merges, as long as nothing clashes', () => {
  let compared = 0
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const here = threeWayMerge({ base, mine, theirs })
      const there = threeWayMerge({ base, mine: theirs, theirs: mine })
      expect(here.clashes.map(({ id }) => id).sort()).toEqual(there.clashes.map(({ id }) => id).sort())
      if (here.clashes.length > 0 || here.renamed.size > 0) return
      expect(there.document).toEqual(here.document)
      compared += 1
    }),
    { numRuns: 400 },
  )
  expect(compared).toBeGreaterThan(50)
})

it('has both values of every clash, and taking theirs leaves none', () => {
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const { document, clashes } = threeWayMerge({ base, mine, theirs })
      const chosen = clashes.reduce((now, clash) => withValueAt(now, { ...clash, value: clash.theirs }), document)
      for (const clash of clashes) {
        if (clash.place.includes(ORDER)) continue
        expect(valueAt(document, clash.place)).toEqual(clash.mine)
        expect(valueAt(chosen, clash.place)).toEqual(clash.theirs)
      }
    }),
    { numRuns: 300 },
  )
})

it('follows a rename on one side into whatever was edited on the other', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, fc.nat(1e6), script, (base, pick, moves) => {
      const name = base.steps[pick % base.steps.length]!.name
      const renamed = renameStep(base, name, 'renamed')
      const harmless = moves.filter(([edit]) => edit < 5)
      const theirs = run(base, 'theirs', harmless)
      const expected = renameStep(theirs, name, 'renamed')
      if (!renamed.ok || !expected.ok) return
      expect(threeWayMerge({ base, mine: renamed.document, theirs })).toMatchObject({ clashes: [], document: expected.document })
      expect(threeWayMerge({ base, mine: theirs, theirs: renamed.document })).toMatchObject({ clashes: [], document: expected.document })
    }),
    { numRuns: 150 },
  )
})
