import { describeDiff, diffDocuments, isSameWorkflow, type WorkflowDocument } from '@eddy/workflow'
import { locate } from './locate.ts'
import { stepLabel } from './step-label.ts'

/** What differs between two documents, one sentence each, with its steps by what people call them. Empty: nothing that means anything. */
export function diffLines(before: WorkflowDocument, after: WorkflowDocument): readonly string[] {
  const diff = diffDocuments(before, after)
  return isSameWorkflow(diff) ? [] : describeDiff(diff, (path) => labelIn(after, path) ?? labelIn(before, path) ?? path)
}

function labelIn(document: WorkflowDocument, path: string): string | undefined {
  const found = locate(document, path)
  return found && stepLabel(found.step)
}
