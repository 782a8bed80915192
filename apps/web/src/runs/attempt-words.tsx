import type { StepView } from '@eddy/engine'
import type { Step } from '@eddy/workflow'

/** `, attempt 2 of 5`; nothing where there is one attempt only. */
export function AttemptWords({ step, definition }: { readonly step: StepView; readonly definition: Step | undefined }) {
  const max = definition?.retry?.max ?? 0
  if (step.attempt <= 1 && max === 0) return null
  return <span>{`, attempt ${step.attempt}${max === 'unlimited' ? '' : ` of ${max + 1}`}`}</span>
}
