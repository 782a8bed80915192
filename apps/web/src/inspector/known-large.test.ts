import { catalog } from '@eddy/steps/contract'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../store/document/locate.ts'
import { knownArguments, type Scene } from './known-data.ts'
import { reachableFrom, treeRows } from './reachable.ts'

/** A chain of so many steps, each reading the one before. */
function chain(length: number): WorkflowDocument {
  const steps: Step[] = Array.from({ length }, (_, index) => ({
    name: `step_${index}`,
    kind: index % 5 === 0 ? 'http.request' : 'expression',
    config: index % 5 === 0 ? { url: 'http://x' } : { expr: 'a' },
    arguments: index === 0 ? [] : [{ name: 'a', from: { result: `step_${index - 1}` } }],
  }))
  return { eddy: 1, name: 'large', steps }
}

function located(at: Scene, path: string) {
  const found = locate(at.document, path)
  if (!found) throw new Error(path)
  return found
}

/** Milliseconds of each thing that a person does in the picker of a chain's last step. */
function once(document: WorkflowDocument): readonly number[] {
  const at: Scene = { document: { ...document }, catalog, samples: new Map(), ask: () => ({ kind: 'pending' }), results: new Map() }
  const length = document.steps.length
  const last = located(at, `step_${length - 1}`)
  const took: number[] = []
  const timed = <T>(act: () => T): T => {
    const start = performance.now()
    const result = act()
    took.push(performance.now() - start)
    return result
  }
  timed(() => knownArguments(at, last))
  const items = timed(() => reachableFrom(at, last))
  expect(items).toHaveLength(length + 1)
  timed(() => treeRows(items, { open: new Set(), query: '' }))
  timed(() => treeRows(items, { open: new Set(), query: 'step_77' }))
  const found = timed(() => treeRows(items, { open: new Set(), query: 'step_775' }))
  expect(found[0]?.item.from).toEqual({ result: 'step_775' })
  expect(treeRows(items, { open: new Set(), query: 'step_775 status whole number' }).map(({ item }) => item.path)).toContainEqual(['status'])
  return took
}

it('the arguments, the tree and a search grow with the steps and no faster: 1,000 and 10,000', () => {
  const total = (document: WorkflowDocument) => Math.min(...[1, 2, 3].map(() => once(document).reduce((sum, ms) => sum + ms, 0)))
  const [small, large] = [total(chain(1_000)), total(chain(10_000))]
  // a hundred times if anything in it were quadratic
  expect(large / small).toBeLessThan(40)
})
