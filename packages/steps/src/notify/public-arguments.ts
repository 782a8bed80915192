import type { StepRequest } from '@eddy/engine'

const CONCEALED = '•••'

/** The arguments as others may read them: a notice leaves the run before its outcome could be concealed. */
export function publicArguments({ step, arguments: args }: StepRequest): StepRequest['arguments'] {
  const secret = new Set((step.arguments ?? []).flatMap(({ name, from }) => ('secret' in from ? [name] : [])))
  return secret.size === 0 ? args : Object.fromEntries(Object.entries(args).map(([name, value]) => [name, secret.has(name) ? CONCEALED : value]))
}
