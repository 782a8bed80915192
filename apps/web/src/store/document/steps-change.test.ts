import type { Step, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { derived } from './steps-change.ts'

const steps = (names: readonly string[]): readonly Step[] => names.map((name) => ({ name, kind: 'debug' }))
const all = Array.from({ length: 40 }, (_, at) => `s${at}`)
const first: WorkflowDocument = { eddy: 1, name: 'first', steps: steps(all) }
const with_ = (document: WorkflowDocument, at: number, name: string): WorkflowDocument => ({ ...document, steps: document.steps.with(at, { name, kind: 'debug' }) })

function counting() {
  const made: string[] = []
  const names = derived<{ readonly told: string }>({
    whole: ({ steps: now }) => {
      made.push('whole')
      return { told: now.map(({ name }) => name).join() }
    },
    next: ({ before, gone, come }, { steps: now }) => {
      made.push(`${before.name}: ${gone.map(({ name }) => name).join()} > ${come.map(({ name }) => name).join()}`)
      return { told: now.map(({ name }) => name).join() }
    },
  })
  return { made, names }
}

it('goes out from the nearest of the last drafts: after an undo that is not the newest', () => {
  const { made, names } = counting()
  const edited = { ...with_(first, 1, 'x'), name: 'edited' }
  const other = { ...with_(first, 39, 'y'), name: 'other' }
  for (const document of [first, edited, first, other]) names(document)
  expect(made).toEqual(['whole', 'first: s1 > x', 'first: s39 > y'])
})

it('lets go of what was derived of drafts long past, and derives it again', () => {
  const { made, names } = counting()
  names(first)
  const drafts = Array.from({ length: 20 }, (_, at): WorkflowDocument => ({ ...with_(first, at, `x${at}`), name: `draft${at}` }))
  const kept = drafts.map((document) => names(document))
  made.length = 0
  // the newest are still there, the oldest not; what was made as a whole always is
  expect([names(first), names(drafts[19] ?? first), names(drafts[0] ?? first)].map(({ told }) => told)).toEqual([all.join(), kept[19]?.told, kept[0]?.told])
  expect(made).toHaveLength(1)
})
