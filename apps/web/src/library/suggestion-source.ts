import type { Catalog, Json, WorkflowDocument } from '@eddy/workflow'
import { stepLabel } from '../store/document/step-label.ts'
import { planExtract } from '../store/extract/plan-extract.ts'
import type { Suggestion } from './library-types.ts'
import type { TemplateSource } from './template-source.ts'

/** What recurs, as what a template can be made of; or why it cannot. */
export function suggestionSource(suggestion: Suggestion, catalog: Catalog): TemplateSource | { readonly reason: string } {
  const { document: stored, steps, whole, workflowId, version, input, runs } = suggestion
  // the answer is the document that has run
  const document = stored as WorkflowDocument
  const { title, facts } = suggestionWords(suggestion)
  if (whole) {
    return {
      document,
      ...(workflowId !== null && version !== null ? { version: { workflowId, number: version } } : {}),
      words: `${document.title ?? document.name}, ${facts}.`,
      inputs: new Map(),
      sample: { title: runs === 1 ? 'From a successful run' : 'From the last successful run', input: isRecord(input) ? input : {} },
    }
  }
  const plan = planExtract(document, { paths: new Set(steps), catalog, title })
  if (!plan.ok) return { reason: plan.reason }
  return { document: plan.workflow, words: `${title}, ${facts}.`, inputs: new Map(plan.inputs.map(({ input: { name }, words }) => [name, words])), sample: { missing: 'A part has no input of its own that a run was started with.' } }
}

export function suggestionWords({ document: stored, steps, whole, runs, workflows }: Suggestion): { readonly title: string; readonly facts: string } {
  const document = stored as WorkflowDocument
  const labels = document.steps.filter(({ name }) => steps.includes(name)).map(stepLabel)
  const title = whole ? (document.title ?? document.name) : labels.length > 4 ? `${labels.slice(0, 3).join(' → ')} → … (${labels.length} steps)` : labels.join(' → ')
  return { title, facts: `${whole ? 'the whole workflow' : `${steps.length} steps alike`} in ${runs === 1 ? 'one successful run' : `${runs} successful runs`}${workflows > 1 ? ` of ${workflows} workflows` : ''}` }
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
