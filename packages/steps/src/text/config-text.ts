import type { Step } from '@eddy/workflow'

/** A string of the step's configuration, or `otherwise` when it holds none there. */
export function configText(step: Step, key: string, otherwise = ''): string {
  const value = step.config?.[key]
  return typeof value === 'string' ? value : otherwise
}
