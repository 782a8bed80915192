import { catalog } from '@eddy/steps/contract'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import type { PastStepView, PastView } from '../trial/past-view.ts'
import { planExtract } from './plan-extract.ts'
import { portSample } from './port-sample.ts'

const document: WorkflowDocument = {
  eddy: 1,
  name: 'order',
  inputs: [{ name: 'customer' }],
  steps: [
    { name: 'quote', kind: 'expression', title: 'Get a quote', config: { expr: '{ "price": 3 }' } },
    { name: 'reserve', kind: 'debug', title: 'Reserve', arguments: [{ name: 'who', from: { input: 'customer' } }, { name: 'price', from: { result: 'quote' }, path: ['price'] }] },
  ],
}
const done = (value: Json): PastStepView => ({ status: 'succeeded', value, undone: false })
const past = (steps: PastView['steps'], input: { readonly [name: string]: Json } = { customer: 'Ada' }): PastView => ({ run: { id: 'r', status: 'succeeded', startedAt: '2026-01-01T00:00:00Z', fixture: null, target: null }, trial: null, steps, past: { runId: 'r', document, input, pins: {}, steps: {} }, lastSeq: 9 })
function sample(view: PastView | undefined) {
  const plan = planExtract(document, { paths: new Set(['reserve']), catalog, title: 'Part' })
  if (!plan.ok) throw new Error(plan.reason)
  return portSample(document, plan, view)
}

it('takes what the run has put into the ports, whole', () => {
  expect(sample(past({ quote: done({ price: 3 }), reserve: done('told') }))).toEqual({ input: { customer: 'Ada', quote: { price: 3 } } })
})

it('says why there is none', () => {
  expect(sample(undefined)).toEqual({ missing: 'It has no sample: run the workflow once, and the values that these steps get become one.' })
  expect(sample(past({ quote: done({ price: 3 }), reserve: { status: 'failed', undone: false } }))).toEqual({ missing: 'It has no sample: Reserve did not succeed in the run that is looked at.' })
  expect(sample(past({ quote: done({ $blob: 'f00', bytes: 90000 }), reserve: done('told') }))).toEqual({ missing: 'It has no sample: the run that is looked at does not hold the value of quote (the result of Get a quote).' })
})
