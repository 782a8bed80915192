import type { StepRequest } from '@eddy/engine'

/** Whether the step itself takes a secret. */
export function takesSecrets({ step }: StepRequest): boolean {
  return step.arguments?.some(({ from }) => 'secret' in from) ?? false
}
