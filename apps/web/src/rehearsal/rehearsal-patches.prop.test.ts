import type { Coverage, StepCoverage } from '@eddy/rehearsal'
import type { Step } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coveragePatch, patchedCoverage } from './coverage-patch.ts'
import { patchedPlay, playPatch } from './play-patch.ts'
import type { Play } from './worker-messages.ts'

const pool: readonly Step[] = Array.from({ length: 8 }, (_, at) => ({ name: `s${at}`, kind: 'debug' }))
const libraries: readonly Play['library'][] = [{}, { 'a@1': { eddy: 1, name: 'a', steps: [] } }]
const plays = fc.array(
  fc.record({ steps: fc.array(fc.constantFrom(...pool), { maxLength: 10 }), library: fc.constantFrom(...libraries) }).map(({ steps, library }): Play => ({ document: { eddy: 1, name: 'x', steps }, library })),
  { minLength: 1, maxLength: 6 },
)

const step = fc.record({ step: fc.constantFrom('a', 'b', 'c'), sentence: fc.constantFrom('It stays.', 'It is taken back.') }).map(({ step: path, sentence }): StepCoverage => ({ step: path, title: path, effects: [], state: 'missing', sentence, ran: null }))
const coverages = fc.array(
  fc.record({ steps: fc.array(step, { maxLength: 10 }), percent: fc.integer({ min: 0, max: 100 }) }).map(({ steps, percent }): Coverage => ({ steps, percent, strictPercent: percent, sentence: `${percent} %` })),
  { minLength: 1, maxLength: 6 },
)

it('the worker has what the page rehearses, edit by edit', () => {
  fc.assert(
    fc.property(plays, (list) => {
      let [here, there]: [Play | undefined, Play | undefined] = [undefined, undefined]
      for (const next of list) {
        there = patchedPlay(there, structuredClone(playPatch(here, next)))
        here = next
        expect(there).toEqual(next)
      }
    }),
  )
})

it('the page has what the worker found, answer by answer, and steps of which nothing new is told stay what they were', () => {
  fc.assert(
    fc.property(coverages, (list) => {
      let [here, there]: [Coverage | undefined, Coverage | undefined] = [undefined, undefined]
      for (const next of list) {
        const patch = structuredClone(coveragePatch(there, next))
        const before: Coverage | undefined = here
        here = patchedCoverage(here, patch)
        there = next
        expect(here).toEqual(next)
        for (let at = 0; at < patch.steps.start; at++) expect(here.steps[at]).toBe(before?.steps[at])
      }
    }),
  )
})
