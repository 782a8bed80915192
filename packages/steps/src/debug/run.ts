import type { RunKind } from '../run-kind.ts'

export const runDebug: RunKind = (request) => {
  const label = request.step.config?.['label']
  const text = `${typeof label === 'string' ? `${label}: ` : ''}${JSON.stringify(request.arguments)}`
  return { kind: 'ok', value: request.arguments, logs: [{ level: 'debug', text: text.slice(0, 10_000) }] }
}
