import type { WorkflowDocument } from '@eddy/workflow'
import type { ExtractPlan } from '../extract/extract-plan.ts'
import { type Composed, withoutExtracted } from '../extract/without-extracted.ts'
import { command, type Command, leaving } from './command.ts'

/** Puts one step that composes a workflow in place of the steps that were made into it. The workflow itself is kept elsewhere, so it stays when this is undone. */
export function extractSteps(document: WorkflowDocument, plan: ExtractPlan, composed: Composed): { readonly command: Command; readonly path: string } {
  const count = plan.enclosure.members.length
  const { path } = withoutExtracted(document, plan, composed)
  const edit = command(`Extract ${count === 1 ? '1 step' : `${count} steps`} into ${composed.title}`, (now) => withoutExtracted(now, plan, composed).document)
  return { command: leaving(edit, `The steps are back. The workflow “${composed.title}” stays: delete it among the workflows if it is not needed.`), path }
}
