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

/** All that a person does in the picker of a chain's last step. */
function look(document: WorkflowDocument): void {
  const at: Scene = { document: { ...document }, catalog, samples: new Map(), ask: () => ({ kind: 'pending' }), results: new Map() }
  const length = document.steps.length
  const last = located(at, `step_${length - 1}`)
  knownArguments(at, last)
  const items = reachableFrom(at, last)
  expect(items).toHaveLength(length + 1)
  treeRows(items, { open: new Set(), query: '' })
  treeRows(items, { open: new Set(), query: 'step_77' })
  const found = treeRows(items, { open: new Set(), query: 'step_775' })
  expect(found[0]?.item.from).toEqual({ result: 'step_775' })
  expect(treeRows(items, { open: new Set(), query: 'step_775 status whole number' }).map(({ item }) => item.path)).toContainEqual(['status'])
}

it('the arguments, the tree and a search grow with the steps and no faster: 1,000 and 10,000', () => {
  const cpu = (document: WorkflowDocument, times: number) => {
    const began = process.cpuUsage()
    for (let i = 0; i < times; i++) look(document)
    return process.cpuUsage(began).user
  }
  const [small, large] = [chain(1_000), chain(10_000)]
  // the same when it is linear, ten times as much when it is quadratic
  expect(Math.min(...[1, 2, 3].map(() => cpu(large, 1) / cpu(small, 10)))).toBeLessThan(5)
})
