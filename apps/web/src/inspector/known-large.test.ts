import { catalog } from '@eddy/steps/contract'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../store/document/locate.ts'
import { knownArguments, type Scene } from './known-data.ts'
import { reachableFrom, treeRows } from './reachable.ts'

const steps: Step[] = Array.from({ length: 10_000 }, (_, index) => ({
  name: `step_${index}`,
  kind: index % 5 === 0 ? 'http.request' : 'expression',
  config: index % 5 === 0 ? { url: 'http://x' } : { expr: 'a' },
  arguments: index === 0 ? [] : [{ name: 'a', from: { result: `step_${index - 1}` } }],
}))
const large: WorkflowDocument = { eddy: 1, name: 'large', steps }
const scene = (): Scene => ({ document: { ...large }, catalog, samples: new Map(), ask: () => ({ kind: 'pending' }), results: new Map() })

function located(at: Scene, path: string) {
  const found = locate(at.document, path)
  if (!found) throw new Error(path)
  return found
}

function measured<T>(what: string, limitMs: number, act: () => T): T {
  const start = performance.now()
  const result = act()
  const took = performance.now() - start
  console.info(`${what}: ${took.toFixed(1)} ms`)
  expect(took, what).toBeLessThan(limitMs)
  return result
}

it('10,000 steps: the arguments, the tree and a search do not lag', () => {
  const at = scene()
  const last = located(at, 'step_9999')
  measured('guess the arguments of the last step', 1_500, () => knownArguments(at, last))
  const items = measured('everything reachable, first time', 3_000, () => reachableFrom(at, last))
  expect(items).toHaveLength(10_001)
  measured('the closed tree', 1_500, () => treeRows(items, { open: new Set(), query: '' }))
  measured('first letter of a search', 3_000, () => treeRows(items, { open: new Set(), query: 'step_77' }))
  const found = measured('next letter of a search', 800, () => treeRows(items, { open: new Set(), query: 'step_775' }))
  expect(found[0]?.item.from).toEqual({ result: 'step_775' })
  expect(treeRows(items, { open: new Set(), query: 'step_775 status whole number' }).map(({ item }) => item.path)).toContainEqual(['status'])
})
