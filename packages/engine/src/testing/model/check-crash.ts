import type { RunEvent } from '../../event/event.ts'

/**
 * (l) What a continuation has asked of its steps that its part of the log does not tell: every call to run a step follows a start of its
 * own there. With the grammar, which gives no second start to a step that has a value, nothing that has finished runs again.
 */
export function ranAgain(kept: number, events: readonly RunEvent[], calls: readonly { readonly path: string; readonly purpose: string }[]): readonly string[] {
  const counts = new Map<string, number>()
  const count = (path: string, by: number) => counts.set(path, (counts.get(path) ?? 0) + by)
  for (const { path, purpose } of calls) if (purpose === 'run') count(path, 1)
  for (const { seq, type, step = '' } of events) if (seq > kept && type === 'step.started') count(step, -1)
  return [...counts].flatMap(([path, more]) => (more > 0 ? [`${path} was run ${more} times more often than the log tells after #${kept}`] : []))
}
