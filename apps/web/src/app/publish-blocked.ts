import type { WorkflowDocument } from '@eddy/workflow'

/** Why a draft cannot be published at all; what else stands in the way the dialog says. */
export function publishBlocked({ steps }: WorkflowDocument): string | undefined {
  return steps.length === 0 ? 'There is no step to publish.' : undefined
}
