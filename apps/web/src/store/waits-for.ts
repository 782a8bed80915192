import type { Step } from '@eddy/workflow'

/** What a step that asks a person waits for: "approval by finance". Undefined for steps that ask nobody. */
export function waitsFor(step: Pick<Step, 'kind' | 'config'> | undefined): string | undefined {
  if (step?.kind !== 'approval' && step?.kind !== 'escalate') return undefined
  const what = step.kind === 'approval' ? 'approval' : 'a decision'
  const role = step.config?.['role']
  // who that is may be known only in the run
  return typeof role === 'string' && role !== '' && !role.includes('{{') ? `${what} by ${role}` : what
}
