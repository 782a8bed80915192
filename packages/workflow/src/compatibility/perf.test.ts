import { it } from 'vitest'
import { compareSchemas } from './compare-schemas.ts'
import { mergeWorkflows } from '../merge/merge-workflows.ts'
import type { JsonSchema, WorkflowDocument } from '../document.ts'
const nest = (d: number, p: string): JsonSchema => d === 0 ? { type: 'string', pattern: p } : { type: 'object', properties: Object.fromEntries(['a','b','c','d','e','f'].map((k) => [k, nest(d - 1, p)])), required: ['a','b'] }
it('perf', () => {
  for (const d of [1, 2, 3, 4]) { const t = Date.now(); const r = compareSchemas(nest(d, '^q+z$'), nest(d, '^q*z$')); console.log(d, r.kind, Date.now() - t) }
  const doc = (n: number, name: string): WorkflowDocument => ({ eddy: 1, name, steps: Array.from({ length: n }, (_, i) => ({ name: `s${i}`, kind: 'expression', config: { expr: name === 'x' ? '1' : String(i % 2) }, ...(i > 0 && { arguments: [{ name: 'a', from: { result: `s${i - 1}` } }] }) })) })
  for (const n of [100, 1000, 3000]) { let t = Date.now(); mergeWorkflows(doc(n, 'x'), doc(n, 'x')); console.log('same', n, Date.now() - t); t = Date.now(); mergeWorkflows(doc(n, 'x'), doc(n, 'y')); console.log('diff', n, Date.now() - t) }
}, 300000)
