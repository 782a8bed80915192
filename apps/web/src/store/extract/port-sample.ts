import type { Json, WorkflowDocument } from '@eddy/workflow'
import { locate, resolveName } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import type { PastView } from '../trial/past-view.ts'
import type { ExtractPlan } from './extract-plan.ts'

export type PortSample = { readonly input: { readonly [name: string]: Json } } | { readonly missing: string }

/** What a run has put into the ports of a selection, where the selection then succeeded; or why that is not known. */
export function portSample(document: WorkflowDocument, { enclosure, inputs }: ExtractPlan, past: PastView | undefined): PortSample {
  if (!past) return { missing: 'It has no sample: run the workflow once, and the values that these steps get become one.' }
  const failed = enclosure.members.find((path) => past.steps[path]?.status !== 'succeeded')
  if (failed !== undefined) return { missing: `It has no sample: ${labelOf(document, failed)} did not succeed in the run that is looked at.` }
  const input: { [name: string]: Json } = {}
  for (const port of inputs) {
    const value = valueOf(document, { plan: { enclosure }, past }, port.from)
    if (value === undefined || isTooLarge(value)) return { missing: `It has no sample: the run that is looked at does not hold the value of ${port.input.name} (${port.words}).` }
    input[port.input.name] = value
  }
  return { input }
}

interface Seen {
  readonly plan: Pick<ExtractPlan, 'enclosure'>
  readonly past: PastView
}

function valueOf(document: WorkflowDocument, { plan, past }: Seen, from: ExtractPlan['inputs'][number]['from']): Json | undefined {
  if ('input' in from) return past.past.input[from.input]
  if (!('result' in from)) return undefined
  const path = resolveName(document, plan.enclosure.scope, from.result)
  return path === undefined ? undefined : past.steps[path]?.value
}

/** Large values are named, not held. */
function isTooLarge(value: Json): boolean {
  return typeof value === 'object' && value !== null && '$blob' in value
}

function labelOf(document: WorkflowDocument, path: string): string {
  const found = locate(document, path)
  return found ? stepLabel(found.step) : path
}
